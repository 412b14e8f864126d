using System.Globalization;

namespace ChatTriage.Platforms.Slack;

/// <summary>Whether Slack reaches this program by web socket, in words for the operator. Apart from the sockets, because the platform tells it on.</summary>
internal sealed class SlackLine(TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private int _open;
    private DateTimeOffset? _downSince;
    private string? _refused;

    /// <summary>Why nothing comes in; nothing while a socket is open, just after the last one ended, and where Slack calls by HTTP.</summary>
    public string? Trouble
    {
        get
        {
            lock (_lock)
            {
                return _refused ?? (_downSince is { } since && clock.GetUtcNow() - since > Patience
                    ? string.Create(CultureInfo.InvariantCulture, $"no web socket to Slack since {since.UtcDateTime:HH:mm:ss} UTC: buttons and questions do not arrive")
                    : null);
            }
        }
    }

    /// <summary>Sockets are wanted from now on.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _downSince = clock.GetUtcNow();
        }
    }

    /// <summary>Slack said hello on a new socket.</summary>
    public void Opened()
    {
        lock (_lock)
        {
            _open++;
            (_downSince, _refused) = (null, null);
        }
    }

    /// <summary>A socket that said hello has ended.</summary>
    public void Closed()
    {
        lock (_lock)
        {
            if (--_open == 0)
            {
                _downSince = clock.GetUtcNow();
            }
        }
    }

    /// <summary>Slack lets no socket be opened until somebody mends that; whether this is news.</summary>
    public bool Refuse(string why)
    {
        lock (_lock)
        {
            (string? before, _refused) = (_refused, why);
            return before != why;
        }
    }
}
