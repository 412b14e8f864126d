using System.Globalization;

namespace ChatTriage.Ingestion.Reading;

/// <summary>Collects the values of one item, in any order and any number of times, and makes a mention or an error of them.</summary>
/// <remarks>
/// The last value of a field wins, good or bad. Empty text in an optional field counts as no value at all. One draft is used for
/// all items of a request, one after the other.
/// </remarks>
internal sealed class MentionDraft
{
    private readonly string?[] _values = new string?[(int)MentionField.Count];
    private readonly string?[] _faults = new string?[(int)MentionField.Count];
    private DateTimeOffset? _publishedAt;
    private long? _followers;

    /// <summary>Forgets the item before.</summary>
    public void Clear()
    {
        Array.Clear(_values);
        Array.Clear(_faults);
        _publishedAt = null;
        _followers = null;
    }

    /// <summary>Forgets what was said about the author, because the item says it again.</summary>
    public void ClearAuthor()
    {
        for (var field = MentionField.Author; field <= MentionField.AuthorFollowers; field++)
        {
            _values[(int)field] = null;
            _faults[(int)field] = null;
        }

        _followers = null;
    }

    /// <summary>Takes a text value that is already clean.</summary>
    public void Set(MentionField field, string value)
    {
        var text = field == MentionField.AuthorHandle ? value.TrimStart('@') : value;
        if (text.Length == 0 && field is not (MentionField.ExternalId or MentionField.Text))
        {
            return;
        }

        _values[(int)field] = text;
        _faults[(int)field] = MentionRules.Fault(field, text);
    }

    /// <summary>Takes a value of a table, where times and numbers are text as well; a time without offset is UTC.</summary>
    public void SetCell(MentionField field, string cell)
    {
        if (field == MentionField.Text)
        {
            Set(field, cell);
            return;
        }

        var value = cell.Trim();
        if (value.Length == 0)
        {
            return;
        }

        switch (field)
        {
            case MentionField.PublishedAt:
                SetPublishedAt(Timestamps.TryParseCell(value, out var time) ? time : null);
                break;
            case MentionField.AuthorFollowers:
                SetFollowers(long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) ? count : -1);
                break;
            default:
                Set(field, value);
                break;
        }
    }

    /// <summary>Takes the time of publishing; null when what was given is not one.</summary>
    public void SetPublishedAt(DateTimeOffset? time)
    {
        _publishedAt = time;
        _faults[(int)MentionField.PublishedAt] = time is null ? MentionRules.WrongTime : null;
    }

    /// <summary>Takes the number of followers; a negative one stands for whatever is not a count.</summary>
    public void SetFollowers(long followers)
    {
        _followers = followers;
        _faults[(int)MentionField.AuthorFollowers] = followers < 0 ? MentionRules.WrongFollowers : null;
    }

    /// <summary>Notes that the value of a field is wrong.</summary>
    public void Fault(MentionField field, string error) => _faults[(int)field] = error;

    /// <summary>Makes the item: the first wrong or missing field in the order of <see cref="MentionField"/>, or else the mention.</summary>
    public ReadItem ToItem(long index, in ItemDefaults defaults)
    {
        _values[(int)MentionField.ExternalId] ??= defaults.ExternalId;
        RequireValue(MentionField.ExternalId, MentionRules.MissingExternalId);
        RequireValue(MentionField.Text, MentionRules.MissingText);
        for (var field = MentionField.ExternalId; field < MentionField.Count; field++)
        {
            if (_faults[(int)field] is { } error)
            {
                return ReadItem.Refused(index, defaults.FieldPrefix + MentionFields.Name(field), error);
            }
        }

        return ReadItem.Accepted(index, ToMention(defaults.PublishedAt));
    }

    private void RequireValue(MentionField field, string error)
    {
        if (_values[(int)field] is null)
        {
            _faults[(int)field] ??= error;
        }
    }

    private IncomingMention ToMention(DateTimeOffset? defaultTime) =>
        new(_values[(int)MentionField.ExternalId]!, _values[(int)MentionField.Text]!)
        {
            Url = _values[(int)MentionField.Url],
            PublishedAt = _publishedAt ?? defaultTime,
            Author = ToAuthor(),
            Language = _values[(int)MentionField.Language],
            InReplyTo = _values[(int)MentionField.InReplyTo],
            Metrics = _values[(int)MentionField.Metrics],
            Brand = _values[(int)MentionField.Brand],
        };

    private IncomingAuthor? ToAuthor()
    {
        var name = _values[(int)MentionField.AuthorName];
        var handle = _values[(int)MentionField.AuthorHandle];
        var url = _values[(int)MentionField.AuthorUrl];
        return name is null && handle is null && url is null && _followers is null ? null : new IncomingAuthor(name, handle, url, _followers);
    }
}
