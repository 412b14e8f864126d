namespace ChatTriage.Triage.Learning;

/// <summary>Lets the learner live through decisions of the past from nothing: suggest, compare, learn.</summary>
internal static class DecisionReplay
{
    /// <summary>After how many decisions the learner is looked at, besides the end.</summary>
    private static readonly int[] Looks = [0, 50, 200, 1_000, 5_000];

    /// <summary>Runs through all items in their order.</summary>
    public static IReadOnlyList<ReplayPoint> Run(IReadOnlyList<ReplayItem> items, IReadOnlyList<ReplayItem> heldOut)
    {
        var model = new DecisionModel();
        var points = new List<ReplayPoint>();
        var window = new ReplayScore();
        for (int i = 0; i <= items.Count; i++)
        {
            if (Looks.Contains(i) || i == items.Count)
            {
                points.Add(new ReplayPoint(i, window, heldOut.Count == 0 ? null : Score(model, heldOut)));
                window = new ReplayScore();
            }

            if (i < items.Count)
            {
                window.Add(Suggester.Of(model, items[i].Features, items[i].Tone), items[i].Category);
                model.Learn(items[i].Features, items[i].Category, reason: null);
            }
        }

        return points;
    }

    private static ReplayScore Score(DecisionModel model, IReadOnlyList<ReplayItem> items)
    {
        var score = new ReplayScore();
        foreach (ReplayItem item in items)
        {
            score.Add(Suggester.Of(model, item.Features, item.Tone), item.Category);
        }

        return score;
    }
}
