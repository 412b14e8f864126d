using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>Keeps every log line, so that tests can look for what must not be there.</summary>
public sealed class RecordedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Category, string Text)> _lines = new();

    /// <summary>All lines so far.</summary>
    public IReadOnlyCollection<(LogLevel Level, string Category, string Text)> Lines => _lines;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Recorder(RecordedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs._lines.Enqueue((logLevel, category, $"{formatter(state, exception)} {exception}"));
    }
}
