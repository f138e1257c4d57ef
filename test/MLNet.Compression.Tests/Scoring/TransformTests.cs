using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Scoring;

public class TransformTests
{
    private static readonly MLContext _ml = Fitted.Context;

    [Test]
    public void Transform_NothingRead_ReadsNothing()
    {
        var data = new WatchedDataView(Fitted.Test);

        Fitted.Teacher.Transform(data);

        Assert.That(data.Cursors, Is.Empty);
    }

    [Test]
    public void Cursor_NoScores_OpensOneCursorAndComputesNothing()
    {
        var data = new WatchedDataView(Fitted.Test);
        var scored = Fitted.Teacher.Transform(data);

        Assert.That(scored.GetColumn<int>("Number").Count(), Is.EqualTo(60));
        Assert.That(data.Cursors, Is.EqualTo(new[] { new[] { "Number" } }));
    }

    [Test]
    public void Cursor_Scores_ReadsOnlyTextBesideWhatIsAskedFor()
    {
        var data = new WatchedDataView(Fitted.Test);

        _ = Fitted.Teacher.Transform(data).GetColumn<uint>("PredictedLabel").Count();

        Assert.That(data.Cursors, Is.EqualTo(new[] { new[] { "Sentence1" } }));
    }

    [Test]
    public void Cursor_FirstRows_ReadsLittleAhead()
    {
        var data = new WatchedDataView(Messages.Load(_ml, 5_000));

        var first = Fitted.Teacher.Transform(data).GetColumn<uint>("PredictedLabel").Take(10).ToArray();

        Assert.That(first, Has.Length.EqualTo(10));
        Assert.That(data.RowsRead, Is.LessThan(50));
    }

    [Test]
    public void Cursor_Scores_AreThoseOfSingleTexts()
    {
        var rows = Messages.Create(150, seed: 5);

        var scores = Fitted.Compressed.Transform(_ml.Data.LoadFromEnumerable(rows)).GetColumn<float[]>("Score").ToArray();

        for (var i = 0; i < rows.Count; i++)
        {
            Assert.That(ScoredRows.Bits(scores[i]), Is.EqualTo(ScoredRows.Bits(Fitted.Compressed.Score(rows[i].Sentence1))), rows[i].Sentence1);
        }
    }

    [Test]
    public void Cursor_SkippedRows_ScoresTheRightOnes()
    {
        var scored = Fitted.Teacher.Transform(Messages.Load(_ml, 300, seed: 6));
        var all = scored.GetColumn<float[]>("Score").ToArray();
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        VBuffer<float> scores = default;

        for (var row = 0; cursor.MoveNext(); row++)
        {
            if (row % 97 == 3)
            {
                getter(ref scores);
                Assert.That(scores.DenseValues(), Is.EqualTo(all[row]), $"row {row}");
            }
        }
    }

    [Test]
    public void Cursor_Shuffled_KeepsRowsAndScoresTogether()
    {
        var data = _ml.Data.Cache(Messages.Load(_ml, 200, seed: 6));
        var scored = Fitted.Teacher.Transform(data);
        Assert.That(scored.CanShuffle, Is.True);
        using var cursor = scored.GetRowCursor(scored.Schema, new Random(3));

        var shuffled = ScoredRows.Read(cursor);

        Assert.That(shuffled, Is.Not.EqualTo(ScoredRows.Of(scored)));
        Assert.That(shuffled, Is.EquivalentTo(ScoredRows.Of(scored)));
    }

    [Test]
    public void Cursors_AtOnceOnSeveralThreads_GiveTheSameBits()
    {
        var scored = Fitted.Compressed.Transform(Messages.Load(_ml, 200, seed: 6));
        var expected = ScoredRows.Of(scored);
        var results = new IReadOnlyList<string>[6];

        Parallel.For(0, results.Length, i => results[i] = ScoredRows.Of(scored));

        Assert.That(results, Has.All.EqualTo(expected));
    }

    [Test]
    public void CursorSet_Scores_CoversEveryRowOnce()
    {
        var scored = Fitted.Teacher.Transform(Fitted.Test);
        var cursors = scored.GetRowCursorSet(scored.Schema, 4);

        var rows = cursors.SelectMany(ScoredRows.Read).ToArray();

        Assert.That(rows, Is.EquivalentTo(ScoredRows.Of(scored)));
        Assert.That(scored.GetRowCursorSet([scored.Schema["Number"]], 4), Is.Not.Empty);
    }

    [Test]
    public void Cursor_InactiveColumnOrOtherType_Throws()
    {
        var scored = Fitted.Teacher.Transform(Fitted.Test);
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);

        Assert.That(() => cursor.GetGetter<uint>(scored.Schema["PredictedLabel"]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => cursor.GetGetter<float>(scored.Schema["Score"]), Throws.InvalidOperationException);
        Assert.That(cursor.IsColumnActive(scored.Schema["Number"]), Is.False);
    }

    [Test]
    public void Schema_Scored_IsAnnotatedAsMLNetDoes()
    {
        var schema = Fitted.Teacher.Transform(Fitted.Test).Schema;
        VBuffer<ReadOnlyMemory<char>> names = default;
        schema["Score"].GetSlotNames(ref names);
        uint setId = 0;
        schema["Score"].Annotations.GetValue("ScoreColumnSetId", ref setId);
        ReadOnlyMemory<char> kind = default;
        schema["PredictedLabel"].Annotations.GetValue("ScoreValueKind", ref kind);

        Assert.That(names.DenseValues().Select(name => name.ToString()), Is.EqualTo(Fitted.Teacher.Model.Labels));
        Assert.That(setId, Is.EqualTo(1));
        Assert.That(kind.ToString(), Is.EqualTo("PredictedLabel"));
        Assert.That(Fitted.Compressed.Transform(Fitted.Teacher.Transform(Fitted.Test)).Schema["Score"].Annotations.Schema.Select(column => column.Name), Does.Contain("TrainingLabelValues"));
    }
}
