namespace ChatTriage.Ingestion.Signing;

/// <summary>Says a refusal in words.</summary>
public static class WebhookRefusals
{
    /// <summary>A sentence that may be shown to the sender and logged.</summary>
    public static string Describe(this WebhookRefusal refusal) => refusal switch
    {
        WebhookRefusal.None => "not refused",
        WebhookRefusal.MissingId => $"the header {StandardWebhook.IdHeader} is missing",
        WebhookRefusal.MissingTimestamp => $"the header {StandardWebhook.TimestampHeader} is missing",
        WebhookRefusal.MissingSignature => $"the header {StandardWebhook.SignatureHeader} is missing",
        WebhookRefusal.TimestampNotANumber => $"{StandardWebhook.TimestampHeader} is not a number of unix seconds",
        WebhookRefusal.TooOld => $"{StandardWebhook.TimestampHeader} is more than 5 minutes ago",
        WebhookRefusal.TooNew => $"{StandardWebhook.TimestampHeader} is more than 5 minutes ahead",
        WebhookRefusal.NoKnownSignature => $"{StandardWebhook.SignatureHeader} holds no signature of the form v1,<Base64 of 32 bytes>",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };
}
