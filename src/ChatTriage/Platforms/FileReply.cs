namespace ChatTriage.Platforms;

/// <summary>A file for one person. It is written when it is fetched, row by row, so that its size costs no memory.</summary>
/// <param name="Name">File name with its ending.</param>
/// <param name="Title">What it holds, in one line.</param>
/// <param name="WriteAsync">Writes all of it.</param>
public sealed record FileReply(string Name, string Title, Func<Stream, CancellationToken, Task> WriteAsync);
