using Microsoft.Data.Sqlite;
using StackExchange.Redis;

namespace ChatTriage.Settings;

/// <summary>Reads the connection strings of the stores without connecting.</summary>
public static class StoreSettings
{
    /// <summary>A plain path is taken as the file.</summary>
    public static string SqliteConnectionString(string configured) => configured.Contains('=', StringComparison.Ordinal) ? configured : $"Data Source={configured}";

    /// <summary>What is wrong with a SQLite connection string, or nothing. The string itself stays out of the words: it may hold a password.</summary>
    public static string? SqliteFault(string configured)
    {
        try
        {
            var sqlite = new SqliteConnectionStringBuilder(SqliteConnectionString(configured));
            return string.IsNullOrWhiteSpace(sqlite.DataSource) ? "no file is named"
                : sqlite.Mode == SqliteOpenMode.Memory || sqlite.DataSource.Contains(":memory:", StringComparison.Ordinal)
                    ? "a database in memory would lose mentions at the end of the process"
                : sqlite.Mode == SqliteOpenMode.ReadOnly ? "a database that is read only cannot keep mentions"
                : null;
        }
        catch (Exception fault) when (IsUnreadable(fault))
        {
            return "not a SQLite connection string: write a file name, or Data Source=FILE";
        }
    }

    /// <summary>What is wrong with a Redis connection string, or nothing; empty is right and means "no Redis". It is not quoted either.</summary>
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
        catch (Exception fault) when (IsUnreadable(fault))
        {
            return "not a Redis connection string: write host:port, then options such as password=… or ssl=true, divided by commas";
        }
    }

    private static bool IsUnreadable(Exception fault) => fault is ArgumentException or FormatException or OverflowException or InvalidCastException;
}
