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

    public LiveSettings(IConfiguration configuration, ILogger<LiveSettings> logger)
    {
        _configuration = configuration;
        _logger = logger;
        ChatTriageOptions options = SettingsReader.Read(configuration);
        _current = new Snapshot(options, BrandSnapshot.From(options));
        foreach (FileConfigurationProvider file in (configuration as IConfigurationRoot)?.Providers.OfType<FileConfigurationProvider>() ?? [])
        {
            // The framework keeps quiet about a changed file that is no JSON.
            file.Source.OnLoadException ??= unreadable => LogUnreadable(Path.GetFileName(file.Source.Path) ?? "", unreadable.Exception.InnerException?.Message ?? unreadable.Exception.Message);
        }

        _subscription = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    /// <summary>The settings in force.</summary>
    public ChatTriageOptions Options => _current.Options;

    /// <summary>The brands in force; take them once for one piece of work.</summary>
    public BrandSnapshot Brands => _current.Brands;

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    private void Reload()
    {
        try
        {
            ChatTriageOptions options = SettingsReader.Read(_configuration);
            _current = new Snapshot(options, BrandSnapshot.From(options));
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

    [LoggerMessage(2003, LogLevel.Error, "Changed settings are not used, the last good ones stay: {File} cannot be read: {Reason}")]
    private partial void LogUnreadable(string file, string reason);
}
