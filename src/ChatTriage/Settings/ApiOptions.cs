namespace ChatTriage.Settings;

/// <summary>Section <c>Api</c>: who may ask over <c>GET /api/mentions/query</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>One entry a client. May change while running; without any the API is off.</summary>
    public ApiTokenOptions[] Tokens { get; set; } = [];
}
