namespace ChatTriage.Settings;

/// <summary>Section <c>Analysis:Azure</c>: Azure AI Language. It is asked when an endpoint is there.</summary>
public sealed class AzureLanguageOptions
{
    /// <summary>
    /// Address of the resource with its own subdomain, as the portal shows it under <em>Keys and Endpoint</em>; http only for a container on this machine.
    /// Empty: nothing leaves the house.
    /// </summary>
    public string? Endpoint { get; set; }

    /// <summary>Key of the resource. Without one the program asks as its identity in Entra (managed identity, workload identity, or who is signed in).</summary>
    public string? Key { get; set; }

    /// <summary>
    /// Most text records a day (UTC), of all processes on one database together: each started 1,000 characters count as one, for tone and for key phrases alike,
    /// so that a usual post costs two. Default 5,000. Beyond it the built-in models' word stays.
    /// </summary>
    public int DailyRecords { get; set; } = 5_000;

    /// <summary>Path of the call; containers may have another. Default <c>/language/:analyze-text</c>.</summary>
    public string Path { get; set; } = "/language/:analyze-text";

    /// <summary>Version of the interface. Default <c>2024-11-01</c>.</summary>
    public string ApiVersion { get; set; } = "2024-11-01";

    /// <summary>
    /// How long one question may take with its repetitions, and so how long a new card waits for the answer. Longer, more first cards show Azure's word;
    /// shorter, they are there sooner and change later. Default 3 seconds.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether it is asked.</summary>
    public bool IsOn() => !string.IsNullOrEmpty(Endpoint);
}
