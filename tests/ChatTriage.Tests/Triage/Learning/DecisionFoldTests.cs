using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;
using ChatTriage.Triage.Learning;
using CsCheck;

namespace ChatTriage.Tests.Triage.Learning;

/// <summary>The model in memory against one that is learnt from nothing.</summary>
public sealed class DecisionFoldTests
{
    private static readonly Gen<(bool TakesBack, int Which, int Category)[]> Changes =
        Gen.Select(Gen.Int[0, 9].Select(one => one < 3), Gen.Int[0, 1_999], Gen.Int[0, 2]).Array[1, 1_200];

    [Fact]
    public void However_The_Changes_Come_In_The_Model_Is_That_Of_The_Decisions_In_Force() => Gen.Select(Changes, Gen.Int[1, 400]).Sample(
        (changes, batch) =>
        {
            var rows = new List<LearntDecision>();
            var log = new List<LearntDecision>();
            foreach ((bool takesBack, int which, int category) in changes)
            {
                if (takesBack && rows.Count > 0)
                {
                    // Mostly new ones, as in life.
                    int place = which % 10 == 0 ? which % rows.Count : rows.Count - 1 - (which % Math.Min(rows.Count, 60));
                    rows[place] = rows[place] with { UndoneAt = DateTimeOffset.UnixEpoch, Seq = log.Count + 1 };
                    log.Add(rows[place]);
                }
                else
                {
                    rows.Add(Decision(rows.Count + 1, category) with { Seq = log.Count + 1 });
                    log.Add(rows[^1]);
                }
            }

            var fold = new DecisionFold(0);
            foreach (LearntDecision[] part in log.Chunk(batch))
            {
                if (!fold.TryTake(part))
                {
                    fold = new DecisionFold(0);
                    fold.TryTake([.. log.Take((int)part[^1].Seq).GroupBy(row => row.Id).Select(row => row.Last()).Where(row => row.UndoneAt is null).OrderBy(row => row.Id)]).ShouldBeTrue();
                }
            }

            fold.Model.Equals(Learnt(rows.Where(row => row.UndoneAt is null))).ShouldBeTrue();
        },
        iter: 30);

    [Fact]
    public void Taking_Back_One_Of_The_Newest_Needs_No_New_Fold_And_An_Old_One_Does()
    {
        LearntDecision[] rows = [.. Enumerable.Range(1, 2_000).Select(i => Decision(i, i % 3) with { Seq = i })];
        var fold = new DecisionFold(0);
        fold.TryTake(rows).ShouldBeTrue();

        fold.TryTake([rows[1_990] with { Seq = 2_001, UndoneAt = DateTimeOffset.UnixEpoch }]).ShouldBeTrue();
        fold.Model.Decisions.ShouldBe(1_999);
        fold.TryTake([rows[3] with { Seq = 2_002, UndoneAt = DateTimeOffset.UnixEpoch }]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(49_999, 0)]
    [InlineData(50_000, 10_000)]
    [InlineData(59_999, 10_000)]
    [InlineData(60_000, 20_000)]
    public void The_Oldest_Are_Forgotten_In_Blocks_At_The_Same_Decision_Everywhere(long newest, long after)
    {
        DecisionFold.FirstOf(newest).ShouldBe(after);
        new DecisionFold(after).TryTake([Decision(newest, 0) with { Seq = newest }]).ShouldBeTrue();
        (after == 0 || !new DecisionFold(after - 10_000).TryTake([Decision(newest, 0) with { Seq = newest }])).ShouldBeTrue();
    }

    private static DecisionModel Learnt(IEnumerable<LearntDecision> rows)
    {
        var model = new DecisionModel();
        var room = new TextFeature[DecisionFeatures.MaxCount];
        foreach (LearntDecision row in rows.OrderBy(row => row.Id))
        {
            model.Learn(room.AsSpan(0, DecisionFeatures.Unpack(row.Features, room)), row.Category, ResponseReasons.PlaceOf(row.Reason));
        }

        return model;
    }

    private static LearntDecision Decision(long id, int category) => new()
    {
        Id = id,
        Category = (Category)category,
        Reason = category == 0 ? ResponseReasons.Choices[(int)(id % 6)].Value : null,
        FeaturesVersion = DecisionFeatures.Version,
        Features = DecisionFeatures.Pack([.. Enumerable.Range(0, 8).Select(i => new TextFeature((int)((id * 7919 * (i + 1)) % 40) + (i * 1_000), 0.25f))]),
    };
}
