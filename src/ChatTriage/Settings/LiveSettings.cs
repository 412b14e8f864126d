using ChatTriage.Enrichment;
using Microsoft.Extensions.Primitives;

namespace ChatTriage.Settings;

/// <summary>
/// The settings in force, with the brands resolved. A changed file is taken over as a whole or not at all: when something in it is
/// wrong, the faults are logged and the last good settings stay. (The framework's options monitor would throw inside the file watcher.)
/// </summary>
public sealed partial class LiveSettings : IDisposable
{
    private readonly IConfiguration _configuration;
    private readonly ILogger<LiveSettings> _logger;
    private readonly IDisposable _subscription;
    private volatile Snapshot _current;
    private readonly Lock _lock = new();
    private IReadOnlyList<ConnectedChannel> _connected = [];
    private bool _brandsWereConfigured;

    public LiveSettings(IConfiguration configuration, ILogger<LiveSettings> logger)
    {
        _configuration = configuration;
        _logger = logger;
        ChatTriageOptions options = SettingsReader.Read(configuration);
        _current = new Snapshot(options, BrandSnapshot.From(options, []));
        _brandsWereConfigured = AreBrandsConfigured;
        WatchFiles(configuration);
        _subscription = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    /// <summary>The settings in force.</summary>
    public ChatTriageOptions Options => _current.Options;

    /// <summary>The brands in force; take them once for one piece of work.</summary>
    public BrandSnapshot Brands => _current.Brands;

    private bool AreBrandsConfigured => _configuration.GetSection(nameof(ChatTriageOptions.Brands)).GetChildren().Any();

    /// <summary>Takes over the channels that were connected from within a chat, besides those in the settings.</summary>
    public void Connect(IReadOnlyList<ConnectedChannel> connected)
    {
        lock (_lock)
        {
            if (!connected.SequenceEqual(_connected))
            {
                _connected = connected;
                _current = new Snapshot(Options, BrandSnapshot.From(Options, connected));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    /// <summary>A changed file that is no JSON fails inside the framework's file watcher, where nobody would hear of it. What it said before stays in force.</summary>
    private void WatchFiles(IConfiguration configuration)
    {
        foreach (FileConfigurationProvider file in ((configuration as IConfigurationRoot)?.Providers ?? []).OfType<FileConfigurationProvider>())
        {
            file.Source.OnLoadException = context => LogUnreadable(file.Source.Path ?? "", context.Exception.InnerException?.InnerException?.Message ?? context.Exception.Message);
        }
    }

    private void Reload()
    {
        try
        {
            ChatTriageOptions options = SettingsReader.Read(_configuration);
            if (_brandsWereConfigured && !AreBrandsConfigured)
            {
                // A file that is being replaced is away for a moment; the sample brand must not take over from real ones.
                LogBrandsGone();
                return;
            }

            // Whether that is allowed, where the program runs and listens, is only looked at when it starts.
            options.Teams.AllowUnauthenticated = Options.Teams.AllowUnauthenticated;
            _brandsWereConfigured = AreBrandsConfigured;
            lock (_lock)
            {
                _current = new Snapshot(options, BrandSnapshot.From(options, _connected));
            }

            LogReloaded(_current.Brands.Brands.Count);
        }
        catch (WrongSettingsException wrong)
        {
            foreach (SettingFault fault in wrong.Faults)
            {
                LogRefused(fault);
            }
        }
    }

    private sealed record Snapshot(ChatTriageOptions Options, BrandSnapshot Brands);

    [LoggerMessage(2001, LogLevel.Information, "Settings changed: {Count} brands are watched now")]
    private partial void LogReloaded(int count);

    [LoggerMessage(2002, LogLevel.Error, "Changed settings are not used, the last good ones stay: {Fault}")]
    private partial void LogRefused(SettingFault fault);

    [LoggerMessage(2004, LogLevel.Error, "Changed settings are not used, the last good ones stay: no brand is left in them. Start again if that is meant")]
    private partial void LogBrandsGone();

    [LoggerMessage(2003, LogLevel.Error, "The changed file {File} cannot be read, the last good settings stay: {Problem}")]
    private partial void LogUnreadable(string file, string problem);
}
