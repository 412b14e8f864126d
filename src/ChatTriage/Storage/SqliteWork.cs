namespace ChatTriage.Storage;

/// <summary>One piece of work in a group commit; its task ends only after the commit.</summary>
internal abstract class SqliteWork
{
    /// <summary>Runs it; false when it failed and must be rolled back alone.</summary>
    public abstract Task<bool> RunAsync(DbSession session);

    /// <summary>Tells the waiting caller the outcome.</summary>
    public abstract void Complete();

    /// <summary>Tells the waiting caller that the whole group failed.</summary>
    public abstract void Fail(Exception fault);
}
