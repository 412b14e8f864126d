namespace ChatTriage.Querying.Export;

/// <summary>More came while it was written than one file may hold.</summary>
internal sealed class ExportTooLargeException() : Exception("more mentions than one file may hold");
