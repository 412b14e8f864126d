namespace ChatTriage.Tests.Claiming;

/// <summary>The rules of claims in forty lines: who holds it, since which fence, until when. Person 0 is the owner.</summary>
internal sealed class ClaimModel
{
    public const int Lease = 30;
    private int? _category;
    private int _until;
    private int _now;

    public string State { get; private set; } = "AwaitingTriage";

    public int? Holder { get; private set; }

    public int Grants { get; private set; }

    /// <summary>Whether the button does what it says.</summary>
    public bool Press(ClaimStep step)
    {
        bool mine = State == "Claimed" && Holder == step.Person;
        bool open = State is "Routed" or "Claimed";
        return !step.OldCard && step.Act switch
        {
            "customer-service" or "public-reply" => State == "AwaitingTriage" && step.Person == 0 && Route(step.Act == "public-reply" ? 1 : 0),
            "re-route" => open && step.Person == 0 && step.Argument % 2 != _category && Route(step.Argument % 2),
            "claim" => State == "Routed" && Give(step.Person),
            "hand-over" => mine && step.Argument != step.Person && Give(step.Argument),
            "more-time" => mine && Renew(),
            "release" => mine && End("Routed"),
            "mark-answered" => mine && End("Answered"),
            "not-ours" => (State == "Routed" || mine) && End("AwaitingTriage"),
            "reopen" => State == "Answered" && End("AwaitingTriage"),
            _ => throw new ArgumentException(step.Act),
        };
    }

    /// <summary>Time passes.</summary>
    public void Wait(int minutes)
    {
        _now += minutes;
        if (State == "Claimed" && _until <= _now)
        {
            End("Routed");
        }
    }

    private bool Route(int category)
    {
        _category = category;
        return End("Routed");
    }

    private bool Give(int person)
    {
        (State, Holder, Grants) = ("Claimed", person, Grants + 1);
        return Renew();
    }

    private bool Renew()
    {
        _until = _now + Lease;
        return true;
    }

    private bool End(string state)
    {
        (State, Holder) = (state, null);
        return true;
    }
}
