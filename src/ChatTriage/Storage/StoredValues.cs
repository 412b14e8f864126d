using System.Data;
using ChatTriage.Mentions;
using Dapper;

namespace ChatTriage.Storage;

/// <summary>How values stand in both engines: times as whole microseconds since 1970 UTC, addresses as <c>platform:id</c>.</summary>
public static class StoredValues
{
    private static readonly Lock Once = new();
    private static bool s_registered;

    /// <summary>The stored form of a time.</summary>
    public static long ToMicroseconds(this DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time of a stored form.</summary>
    public static DateTimeOffset ToTime(this long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>The time cut to what can be stored, so that a row read back equals the row written.</summary>
    public static DateTimeOffset Stored(this DateTimeOffset time) => time.ToMicroseconds().ToTime();

    /// <summary>Teaches Dapper both forms.</summary>
    public static void RegisterHandlers()
    {
        lock (Once)
        {
            if (s_registered)
            {
                return;
            }

            DefaultTypeMap.MatchNamesWithUnderscores = true;
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
            SqlMapper.AddTypeHandler(new TimeHandler());
            SqlMapper.AddTypeHandler(new AddressHandler());
            s_registered = true;
        }
    }

    private sealed class TimeHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture).ToTime();

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.ToMicroseconds();
    }

    private sealed class AddressHandler : SqlMapper.TypeHandler<Address>
    {
        public override Address Parse(object value) => Address.Parse((string)value);

        public override void SetValue(IDbDataParameter parameter, Address value) => parameter.Value = value.ToString();
    }
}
