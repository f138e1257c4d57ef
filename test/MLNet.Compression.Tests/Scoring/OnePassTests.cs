using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Scoring;

/// <summary>A pass over scored rows is one pass over their source, and each row gets its own scores.</summary>
public class OnePassTests
{
    private const int Rows = 90;

    private static readonly MLContext _ml = Fitted.Context;
    private static readonly IReadOnlyList<Message> _messages = Messages.Create(Rows, seed: 31);

    [Test]
    public void Transform_EveryColumnRead_OpensOneCursorAndMovesItOnce()
    {
        var view = Texts();

        _ = ScoredRows.Of(Fitted.Teacher.Transform(view));

        Assert.That((view.Opened, view.Moves, view.Disposed), Is.EqualTo((1, Rows + 1, 1)));
    }

    [Test]
    public void Transform_ScoreOnly_AsksTheSourceForTheTextOnly()
    {
        var view = Texts();

        _ = Fitted.Teacher.Transform(view).GetColumn<float[]>("Score").Count();

        Assert.That(view.Active, Is.EqualTo(new[] { "Sentence1" }));
    }

    [Test]
    public void Transform_TwiceInAChain_StillOpensOneCursor()
    {
        var view = Texts();

        CheckScores(Fitted.Compressed.Transform(Fitted.Teacher.Transform(view)), Fitted.Compressed);

        Assert.That(view.Opened, Is.EqualTo(1));
    }

    [Test]
    public void Transform_QueueThatIsEmptiedWhileRead_GivesEveryRowItsScores()
    {
        var queue = new Queue<Message>(_messages);
        IEnumerable<Message> Drain()
        {
            while (queue.TryDequeue(out var message))
            {
                yield return message;
            }
        }

        Assert.That(CheckScores(Fitted.Teacher.Transform(_ml.Data.LoadFromEnumerable(Drain()))), Is.EqualTo(Rows));
        Assert.That(queue, Is.Empty);
    }

    [Test]
    public void Transform_QueryThatGivesOtherRowsEachTime_GivesEveryRowItsScores()
    {
        var reading = 0;
        IEnumerable<Message> Other()
        {
            reading++;
            return Messages.Create(20 + (reading * 10), seed: reading);
        }

        var scored = Fitted.Teacher.Transform(_ml.Data.LoadFromEnumerable(new Deferred(Other)));

        var counts = Enumerable.Range(0, 3).Select(_ => CheckScores(scored)).ToArray();
        Assert.That(counts.Zip(counts.Skip(1)), Has.All.Matches<(int Before, int After)>(pair => pair.After == pair.Before + 10));
    }

    private static IEnumerable<TestCaseData> Views()
    {
        TestCaseData Case(string name, Func<IDataView, IDataView> view, int rows) => new TestCaseData(view, rows).SetArgDisplayNames(name);
        yield return Case("as they are", data => data, Rows);
        yield return Case("filtered", data => _ml.Data.FilterRowsByColumn(data, "Float", 10, 40), 30);
        yield return Case("skipped", data => _ml.Data.SkipRows(data, 13), Rows - 13);
        yield return Case("taken", data => _ml.Data.TakeRows(data, 13), 13);
        yield return Case("shuffled", data => _ml.Data.ShuffleRows(data, seed: 4, shufflePoolSize: 20), Rows);
        yield return Case("cached", data => _ml.Data.Cache(data), Rows);
        yield return Case("split", data => _ml.Data.TrainTestSplit(data, testFraction: 0.5, seed: 2).TestSet, rows: -1);
    }

    [TestCaseSource(nameof(Views))]
    public void Transform_ViewOfRows_GivesEveryRowItsScores(Func<IDataView, IDataView> view, int rows)
    {
        var scored = CheckScores(Fitted.Teacher.Transform(view(Numbered())));

        Assert.That(scored, rows < 0 ? Is.InRange(20, 70) : Is.EqualTo(rows));
    }

    [TestCaseSource(nameof(Views))]
    public void View_OfScoredRows_GivesEveryRowItsScores(Func<IDataView, IDataView> view, int rows)
    {
        var scored = CheckScores(view(Fitted.Teacher.Transform(Numbered())));

        Assert.That(scored, rows < 0 ? Is.InRange(20, 70) : Is.EqualTo(rows));
    }

    [Test]
    public void Cursor_Shuffled_GivesEveryRowItsScores()
    {
        var scored = Fitted.Teacher.Transform(_ml.Data.Cache(Numbered()));
        using var cursor = scored.GetRowCursor(scored.Schema, new Random(5));

        Assert.That(CheckScores(cursor, Fitted.Teacher), Is.EqualTo(Rows));
    }

    [Test]
    public void Cursor_PositionBatchAndId_AreThoseOfTheSource()
    {
        var scored = Fitted.Teacher.Transform(Texts());
        using var cursor = scored.GetRowCursor(scored.Schema);
        var (getId, getScore) = (cursor.GetIdGetter(), cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]));
        var (id, score) = (default(DataViewRowId), default(VBuffer<float>));

        for (var row = 0; cursor.MoveNext(); row++)
        {
            getScore(ref score);
            getId(ref id);
            Assert.That((cursor.Position, cursor.Batch, id), Is.EqualTo(((long)row, (long)(row / 10), new DataViewRowId((ulong)row * 7, 3))));
        }
    }

    [Test]
    public void Cursor_DisposedInTheMiddle_ReadNoMoreThanItsBatchAndLetsTheSourceGo()
    {
        var view = Texts();
        var scored = Fitted.Teacher.Transform(view);
        using (var cursor = scored.GetRowCursor([scored.Schema["Score"]]))
        {
            var getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
            VBuffer<float> score = default;
            cursor.MoveNext();
            getter(ref score);
        }

        Assert.That((view.Disposed, view.Moves), Is.EqualTo((1, 8)));
    }

    [Test]
    public void Cursor_SourceFails_GivesTheRowsBeforeAndThenItsException()
    {
        var view = Texts(row =>
        {
            if (row == 45)
            {
                throw new IOException("The source is broken here.");
            }
        });
        var scored = Fitted.Teacher.Transform(view);
        using var cursor = scored.GetRowCursor(scored.Schema);

        Assert.That(() => CheckScores(cursor, Fitted.Teacher, stopAt: 45), Throws.Nothing);
        Assert.That(() => cursor.MoveNext(), Throws.TypeOf<IOException>());
    }

    [Test]
    public void Cursor_TextThatCannotBeRead_CostsItsRowOnly()
    {
        var view = new ScriptedView(Rows).WithNumbers().WithTexts(row => row == 30 ? throw new IOException("broken") : _messages[row].Sentence1);
        var scored = Fitted.Teacher.Transform(view);
        using var cursor = scored.GetRowCursor(scored.Schema);
        var getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        VBuffer<float> score = default;

        for (var row = 0; cursor.MoveNext(); row++)
        {
            if (row == 30)
            {
                Assert.That(() => getter(ref score), Throws.TypeOf<IOException>());
            }
            else
            {
                getter(ref score);
                Assert.That(score.DenseValues(), Is.EqualTo(Fitted.Teacher.Score(_messages[row].Sentence1)), $"row {row}");
            }
        }
    }

    [Test]
    public void Cursor_SourceWritesItsTextsIntoTheSameMemory_GivesEveryRowItsTextAndScores()
    {
        var memory = new char[400];
        var view = new ScriptedView(Rows).WithNumbers().With<ReadOnlyMemory<char>>(nameof(Message.Sentence1), TextDataViewType.Instance, row =>
        {
            _messages[row].Sentence1.CopyTo(memory);
            return memory.AsMemory(0, _messages[row].Sentence1.Length);
        });

        Assert.That(CheckScores(Fitted.Teacher.Transform(view)), Is.EqualTo(Rows));
    }

    [Test]
    public void Cursor_ColumnThatOnlyItsSourceCanCopy_GivesEveryRowItsScores()
    {
        var shared = new int[1];
        var view = Texts().With("Own", new OwnType(), row =>
        {
            shared[0] = row;
            return shared;
        });
        var scored = Fitted.Teacher.Transform(view);
        using var cursor = scored.GetRowCursor(scored.Schema);
        var own = cursor.GetGetter<int[]>(scored.Schema["Own"]);

        Assert.That(CheckScores(cursor, Fitted.Teacher, look: row =>
        {
            int[] value = [];
            own(ref value);
            Assert.That(value[0], Is.EqualTo(row));
        }), Is.EqualTo(Rows));
        Assert.That(view.Opened, Is.EqualTo(1));
    }

    [Test]
    public void Cursor_NotAtARow_ScoreThrows()
    {
        var scored = Fitted.Teacher.Transform(Texts());
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        VBuffer<float> score = default;
        Assert.That(() => getter(ref score), Throws.InvalidOperationException);

        while (cursor.MoveNext())
        {
        }

        Assert.That(() => getter(ref score), Throws.InvalidOperationException);
    }

    private static IDataView Numbered()
    {
        var data = _ml.Data.LoadFromEnumerable(_messages);
        return _ml.Transforms.Conversion.ConvertType("Float", "Number", DataKind.Single).Fit(data).Transform(data);
    }

    private static ScriptedView Texts(Action<int>? moving = null) => new ScriptedView(Rows) { Moving = moving ?? (_ => { }) }.WithNumbers().WithTexts(row => _messages[row].Sentence1);

    private static int CheckScores(IDataView scored, TextModelTransformer? model = null)
    {
        using var cursor = scored.GetRowCursor(scored.Schema);
        return CheckScores(cursor, model ?? Fitted.Teacher);
    }

    /// <summary>Compares the scores of each row with those of its text alone, the other columns read before and after.</summary>
    /// <returns>Number of rows.</returns>
    private static int CheckScores(DataViewRowCursor cursor, TextModelTransformer model, int stopAt = int.MaxValue, Action<int>? look = null)
    {
        var text = cursor.GetGetter<ReadOnlyMemory<char>>(cursor.Schema[nameof(Message.Sentence1)]);
        var number = cursor.GetGetter<int>(cursor.Schema[nameof(Message.Number)]);
        var score = cursor.GetGetter<VBuffer<float>>(cursor.Schema["Score"]);
        var (before, after, first, second, scores) = (default(ReadOnlyMemory<char>), default(ReadOnlyMemory<char>), 0, 0, default(VBuffer<float>));
        var row = 0;
        for (; row < stopAt && cursor.MoveNext(); row++)
        {
            text(ref before);
            number(ref first);
            var expected = model.Score($"{before}");
            score(ref scores);
            text(ref after);
            number(ref second);
            look?.Invoke(first);
            Assert.That(ScoredRows.Bits(scores.GetValues()), Is.EqualTo(ScoredRows.Bits(expected)), $"row {row}: {before}");
            Assert.That(($"{after}", second), Is.EqualTo(($"{before}", first)));
        }

        return row;
    }

    private sealed class OwnType() : StructuredDataViewType(typeof(int[]))
    {
        public override bool Equals(DataViewType? other) => other is OwnType;
    }

    private sealed class Deferred(Func<IEnumerable<Message>> rows) : IEnumerable<Message>
    {
        public IEnumerator<Message> GetEnumerator() => rows().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
