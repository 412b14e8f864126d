namespace ChatTriage.Storage;

/// <inheritdoc cref="SqliteWork"/>
internal sealed class SqliteWork<T>(Func<DbSession, Task<T>> write) : SqliteWork
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _fault;

    public Task<T> Task => _done.Task;

    public override async Task<bool> RunAsync(DbSession session)
    {
        try
        {
            _result = await write(session);
            return true;
        }
        catch (Exception fault)
        {
            _fault = fault;
            return false;
        }
    }

    public override void Complete()
    {
        if (_fault is null)
        {
            _done.TrySetResult(_result!);
        }
        else
        {
            _done.TrySetException(_fault is Microsoft.Data.Sqlite.SqliteException sqlite
                ? new DatabaseUnavailableException($"the database refused: {sqlite.Message}", sqlite)
                : _fault);
        }
    }

    public override void Fail(Exception fault) => _done.TrySetException(fault);
}
