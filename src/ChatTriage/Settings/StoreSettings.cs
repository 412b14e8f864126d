using Microsoft.Data.Sqlite;
using StackExchange.Redis;

namespace ChatTriage.Settings;

/// <summary>Reads the connection strings of the stores without connecting.</summary>
public static class StoreSettings
{
    /// <summary>A plain path is taken as the file.</summary>
    public static string SqliteConnectionString(string configured) => configured.Contains('=', StringComparison.Ordinal) ? configured : $"Data Source={configured}";

    /// <summary>What is wrong with a SQLite connection string, or nothing.</summary>
    public static string? SqliteFault(string configured)
    {
        try
        {
            string file = new SqliteConnectionStringBuilder(SqliteConnectionString(configured)).DataSource;
            return string.IsNullOrWhiteSpace(file) ? "no file is named"
                : file.Contains(":memory:", StringComparison.Ordinal) ? "a database in memory would lose mentions at the end of the process"
                : null;
        }
        catch (ArgumentException fault)
        {
            return $"not a SQLite connection string: {fault.Message}";
        }
    }

    /// <summary>What is wrong with a Redis connection string, or nothing; empty is right and means "no Redis".</summary>
    public static string? RedisFault(string? configured)
    {
        if (string.IsNullOrWhiteSpace(configured))
        {
            return null;
        }

        try
        {
            return ConfigurationOptions.Parse(configured).EndPoints.Count == 0 ? "no server is named" : null;
        }
        catch (ArgumentException fault)
        {
            return $"not a Redis connection string: {fault.Message}";
        }
    }
}
