namespace ChatTriage.Tests.Reliability;

/// <summary>Tests that start the program as processes run alone: they need the machine, and slow down whatever runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessesCollection
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "Processes";
}
