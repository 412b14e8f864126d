using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>How a <see cref="TestApp"/> is started.</summary>
public sealed record TestAppOptions
{
    /// <summary>Settings as in appsettings.json.</summary>
    public IReadOnlyList<(string Key, string? Value)> Settings { get; init; } = [];

    /// <summary>Where the database lies; nothing means a folder that is deleted at the end.</summary>
    public string? Folder { get; init; }

    /// <summary>Connection string of Redis; nothing means without.</summary>
    public string? Redis { get; init; }

    /// <summary>A clock that several programs share.</summary>
    public FakeTimeProvider? Clock { get; init; }

    /// <summary>The machine's time, which can be shifted: for tests against something outside that knows no other.</summary>
    public bool RealTime { get; init; }

    /// <summary>Development takes unsigned mentions from this machine.</summary>
    public string Environment { get; init; } = "Development";

    /// <summary>Last word about the builder.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }
}
