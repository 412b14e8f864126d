namespace ChatTriage.Ingestion.Signing;

/// <summary>Why a delivery was refused before its body was looked at.</summary>
public enum WebhookRefusal
{
    /// <summary>It was not refused.</summary>
    None,

    /// <summary>There is no header <c>webhook-id</c>.</summary>
    MissingId,

    /// <summary>There is no header <c>webhook-timestamp</c>.</summary>
    MissingTimestamp,

    /// <summary>There is no header <c>webhook-signature</c>.</summary>
    MissingSignature,

    /// <summary>The timestamp is not a number of unix seconds.</summary>
    TimestampNotANumber,

    /// <summary>The timestamp is more than five minutes ago: an old delivery played again, or a wrong clock.</summary>
    TooOld,

    /// <summary>The timestamp is more than five minutes ahead: a wrong clock.</summary>
    TooNew,

    /// <summary>No signature in the list is a whole one of version v1.</summary>
    NoKnownSignature,
}
