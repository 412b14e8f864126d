namespace ChatTriage.Ingestion.Reading;

/// <summary>
/// Cuts a JSON body into the elements of its array, or gives its single object; elements above the limit are dropped while they are
/// read. Only the array itself is checked here, its elements are not.
/// </summary>
internal sealed class ElementSplitter(BodyBuffer body, TopLevel allowed, int maxItemBytes)
{
    private Step _step = Step.Open;
    private bool _single;
    private int _length;

    private enum Step
    {
        Open,
        First,
        Next,
        Element,
        Close,
    }

    /// <summary>Whether the current element is above the limit; <see cref="Current"/> is then meaningless.</summary>
    public bool TooLarge { get; private set; }

    /// <summary>The current element; valid until the next <see cref="NextAsync"/>.</summary>
    public ReadOnlySpan<byte> Current => body.Unread[.._length];

    /// <summary>Where in the body the current element starts, in bytes.</summary>
    public long Position => body.Position;

    /// <summary>Moves to the next element; false at the end of the body.</summary>
    /// <exception cref="IngestFormatException">The body is not what is allowed, or its JSON is broken at this place.</exception>
    public async ValueTask<bool> NextAsync(CancellationToken cancellation)
    {
        body.Consume(_length);
        _length = 0;
        while (_step != Step.Element)
        {
            var next = await PeekAsync(cancellation);
            if (_step == Step.Close && next is null)
            {
                return false;
            }

            Advance(next ?? throw Ended());
        }

        await ScanAsync(cancellation);
        _step = _single ? Step.Close : Step.Next;
        return true;
    }

    private void Advance(byte next)
    {
        switch (_step, next)
        {
            case (Step.Open, (byte)'{') when allowed != TopLevel.Array:
                _single = true;
                _step = Step.Element;
                return;
            case (Step.Open, (byte)'[') when allowed != TopLevel.Object:
                _step = Step.First;
                break;
            case (Step.First or Step.Next, (byte)']'):
                _step = Step.Close;
                break;
            case (Step.First, _):
                _step = Step.Element;
                return;
            case (Step.Next, (byte)','):
                _step = Step.Element;
                break;
            default:
                throw Unexpected();
        }

        body.Consume(1);
    }

    private async ValueTask ScanAsync(CancellationToken cancellation)
    {
        TooLarge = false;
        if (await PeekAsync(cancellation) is null)
        {
            throw Ended();
        }

        var scanner = new ElementScanner();
        var scanned = 0;
        int end;
        while ((end = scanner.Scan(body.Unread[scanned..])) < 0)
        {
            scanned = DropIfTooLarge(body.Unread.Length);
            if (!await body.FillAsync(cancellation))
            {
                throw Ended();
            }
        }

        _length = scanned + end;
        TooLarge |= _length > maxItemBytes;
        if (_length == 0 && !TooLarge)
        {
            throw Unexpected();
        }
    }

    private int DropIfTooLarge(int scanned)
    {
        if (scanned <= maxItemBytes)
        {
            return scanned;
        }

        TooLarge = true;
        body.Consume(scanned);
        return 0;
    }

    /// <summary>The next byte that is not white space, not consumed yet; null at the end of the body.</summary>
    private async ValueTask<byte?> PeekAsync(CancellationToken cancellation)
    {
        if (body.Position == 0 && _step == Step.Open)
        {
            await SkipByteOrderMarkAsync(cancellation);
        }

        do
        {
            var token = JsonSyntax.IndexOfToken(body.Unread);
            if (token >= 0)
            {
                body.Consume(token);
                return body.Unread[0];
            }

            body.Consume(body.Unread.Length);
        }
        while (await body.FillAsync(cancellation));

        return null;
    }

    private async ValueTask SkipByteOrderMarkAsync(CancellationToken cancellation)
    {
        while (body.Unread.Length < 3 && await body.FillAsync(cancellation))
        {
        }

        body.Consume(body.Unread.Length - JsonSyntax.TrimByteOrderMark(body.Unread).Length);
    }

    private IngestFormatException Ended() => new(
        _step == Step.Open ? $"the body is empty; expected {Expected()}"
        : $"broken JSON at byte {body.Position + body.Unread.Length} of the body: it ends too early");

    private IngestFormatException Unexpected() => new(
        _step == Step.Open ? $"the body is not {Expected()}"
        : _step == Step.Close ? $"broken JSON at byte {body.Position} of the body: something follows the end"
        : $"broken JSON at byte {body.Position} of the body: expected the next element, a comma or the end of the array");

    private string Expected() => allowed switch
    {
        TopLevel.Object => "a JSON object",
        TopLevel.Array => "a JSON array of objects",
        _ => "a JSON object or an array of objects",
    };
}
