namespace ChatTriage.Ingestion.Reading;

/// <summary>Cuts a body into its lines; blank ones are passed over, and those above the limit are dropped while they are read.</summary>
internal sealed class LineSplitter(BodyBuffer body, int maxItemBytes)
{
    private int _length;
    private int _taken;

    /// <summary>Whether the current line is above the limit; <see cref="Current"/> is then meaningless.</summary>
    public bool TooLarge { get; private set; }

    /// <summary>The current line without its end; valid until the next <see cref="NextAsync"/>.</summary>
    public ReadOnlySpan<byte> Current => JsonSyntax.TrimByteOrderMark(body.Unread[.._length]);

    /// <summary>Moves to the next line that is not blank; false at the end of the body.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancellation)
    {
        do
        {
            body.Consume(_taken);
            if (!await FindLineAsync(cancellation))
            {
                return false;
            }
        }
        while (!TooLarge && JsonSyntax.IsBlank(Current));

        return true;
    }

    private async ValueTask<bool> FindLineAsync(CancellationToken cancellation)
    {
        TooLarge = false;
        var searched = 0;
        while (true)
        {
            var end = body.Unread[searched..].IndexOf((byte)'\n');
            if (end >= 0)
            {
                Take(searched + end, lineEnd: 1);
                return true;
            }

            searched = DropIfTooLarge(body.Unread.Length);
            if (!await body.FillAsync(cancellation))
            {
                Take(body.Unread.Length, lineEnd: 0);
                return _length > 0 || TooLarge;
            }
        }
    }

    private void Take(int length, int lineEnd)
    {
        _taken = length + lineEnd;
        _length = body.Unread[..length] is [.., (byte)'\r'] ? length - 1 : length;
        TooLarge |= _length > maxItemBytes;
    }

    private int DropIfTooLarge(int searched)
    {
        // The carriage return of a line end does not count.
        if (searched <= maxItemBytes + 1)
        {
            return searched;
        }

        TooLarge = true;
        body.Consume(searched);
        return 0;
    }
}
