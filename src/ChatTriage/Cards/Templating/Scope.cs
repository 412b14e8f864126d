namespace ChatTriage.Cards.Templating;

/// <summary>What names stand for at one place of an expansion. Immutable: an inner scope is a new one.</summary>
internal sealed class Scope
{
    private readonly Scope? outer;
    private readonly string? localName;
    private readonly CardValue localValue;

    public Scope(CardValue root, CardValue host)
    {
        Root = Data = root;
        Host = host;
        Index = CardValue.Unset;
        Budget = new ExpansionBudget();
    }

    private Scope(Scope outer, CardValue data, CardValue index, string? localName = null, CardValue localValue = default)
    {
        this.outer = outer;
        this.localName = localName;
        this.localValue = localValue;
        (Root, Host, Budget, Data, Index) = (outer.Root, outer.Host, outer.Budget, data, index);
    }

    public CardValue Root { get; }

    public CardValue Host { get; }

    public CardValue Data { get; }

    public CardValue Index { get; }

    public ExpansionBudget Budget { get; }

    public Scope WithData(CardValue data) => new(this, data, Index);

    public Scope WithData(CardValue data, int index) => new(this, data, CardValue.From(index));

    public Scope WithLocal(string name, CardValue value) => new(this, Data, Index, name, value);

    /// <summary>The value of a name bound by <c>foreach</c> and its like; the parser lets no unbound one through.</summary>
    public CardValue Local(string name)
    {
        var scope = this;
        while (scope.localName != name)
        {
            scope = scope.outer ?? throw new InvalidOperationException($"'{name}' is not bound.");
        }

        return scope.localValue;
    }
}
