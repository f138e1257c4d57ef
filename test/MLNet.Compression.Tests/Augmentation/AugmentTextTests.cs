using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Augmentation;

public sealed class AugmentTextTests : IDisposable
{
    private const int Rows = 12;

    private readonly Sources _sources = new();
    private readonly MLContext _ml = new(seed: 1);

    private IDataView Data => Messages.Load(_ml, Rows);

    public void Dispose() => _sources.Dispose();

    [Test]
    public void AugmentText_Rows_AreFollowedByVariantsWithAllElseCopied()
    {
        var originals = MadeRow.Of(Data);
        var rows = MadeRow.Of(Augment());

        Assert.That(rows.Select(row => row.Position), Is.EqualTo(Enumerable.Range(0, rows.Count)));
        Assert.That(rows.Select(row => row.Id), Is.Unique);
        Assert.That(rows, Has.Count.GreaterThan(3 * Rows).And.Count.LessThanOrEqualTo(6 * Rows));
        Assert.That(rows.Select(row => row.Number), Is.Ordered, "a row and its variants stand together");
        foreach (var group in rows.GroupBy(row => row.Number))
        {
            var original = originals[group.Key];
            Assert.That(group.First() with { Position = original.Position }, Is.EqualTo(original), "the original is first, and as it was");
            Assert.That(group.Select(row => row.First), Is.Unique);
            Assert.That(group.Select(row => (row.Label, row.Second)), Is.All.EqualTo((original.Label, original.Second)));
        }
    }

    [Test]
    public void AugmentText_MaskedLmAndVectors_ReplaceWordsOfOneAndOfSeveralPieces()
    {
        var data = _ml.Data.LoadFromEnumerable([new Message { Sentence1 = "Good parcel" }]);
        var texts = MadeRow.Of(Augment(options => (options.MaskedLanguageModel, options.Variants, options.ReplacementProbability) = (Sources.MaskedLm, 40, 0.5), data)).Select(row => row.First.Split(' ')).ToList();

        Assert.That(texts.Select(words => words[0]).Distinct().Count(), Is.GreaterThan(3));
        Assert.That(texts.Select(words => words[1]).Distinct().Count(), Is.GreaterThan(3));
        Assert.That(texts.Select(words => words[0]), Is.All.Match("^[A-Z]"), "the first letter's case stays");
    }

    [Test]
    public void AugmentText_Pairs_VaryOneSideAtATime()
    {
        var originals = MadeRow.Of(Data);
        var rows = MadeRow.Of(Augment(options => options.Sentence2ColumnName = nameof(Message.Sentence2)));

        Assert.That(rows.Where(row => row.First != originals[row.Number].First && row.Second != originals[row.Number].Second), Is.Empty);
        Assert.That(rows.Count(row => row.First != originals[row.Number].First), Is.GreaterThan(Rows));
        Assert.That(rows.Count(row => row.Second != originals[row.Number].Second), Is.GreaterThan(Rows));
    }

    [Test]
    public void AugmentText_WithoutOriginals_GivesTheVariantsAlone()
    {
        var all = MadeRow.Of(Augment());
        var variants = MadeRow.Of(Augment(options => options.KeepOriginal = false));
        var originals = MadeRow.Of(Data).Select(row => row.First).ToHashSet();

        Assert.That(variants.Select(row => row.First), Is.EqualTo(all.Select(row => row.First).Where(text => !originals.Contains(text))));
    }

    [Test]
    public void GetRowCursor_Again_AndInParallel_GivesTheSameRows()
    {
        var augmented = Augment(options => options.MaskedLanguageModel = Sources.MaskedLm);
        var rows = MadeRow.Of(augmented);

        Assert.That(MadeRow.Of(augmented), Is.EqualTo(rows));
        Assert.That(augmented.GetRowCursorSet(augmented.Schema, 4).SelectMany(Read), Is.EqualTo(rows));
        Assert.That(Enumerable.Range(0, 4).AsParallel().Select(_ => MadeRow.Of(augmented)).ToList(), Is.All.EqualTo(rows), "several cursors at once");
        Assert.That(MadeRow.Of(Augment(options => (options.MaskedLanguageModel, options.Threads) = (Sources.MaskedLm, 1))), Is.EqualTo(rows), "one thread");

        static IReadOnlyList<MadeRow> Read(DataViewRowCursor cursor)
        {
            using (cursor)
            {
                return MadeRow.Read(cursor);
            }
        }
    }

    [Test]
    public void GetRowCursor_SomeColumns_GivesTheSameRows()
    {
        var view = new WatchedDataView(Data);
        var augmented = Augment(data: view);
        var rows = MadeRow.Of(Augment());

        Assert.That(augmented.GetColumn<int>(nameof(Message.Number)), Is.EqualTo(rows.Select(row => row.Number)));
        Assert.That(view.Cursors.Single(), Is.EquivalentTo([nameof(Message.Number), nameof(Message.Sentence1)]), "the texts, which decide how many rows there are, and what was asked for");
        Assert.That(augmented.GetRowCount(), Is.Null);
        using var cursor = augmented.GetRowCursor([augmented.Schema[nameof(Message.Number)]]);
        Assert.That(cursor.IsColumnActive(augmented.Schema[nameof(Message.Sentence1)]), Is.False);
        Assert.That(() => cursor.GetGetter<ReadOnlyMemory<char>>(augmented.Schema[nameof(Message.Sentence1)]), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("not active"));
    }

    [Test]
    public void GetRowCursor_EndlessSource_IsReadAsFarAsAskedFor()
    {
        var view = new ScriptedView(int.MaxValue).WithTexts(row => row % 2 == 0 ? "parcel" : "parcel box").WithNumbers();
        var augmented = Augment(data: view);

        Assert.That(view.Opened, Is.Zero);
        Assert.That(augmented.GetColumn<int>(nameof(Message.Number)).Take(20).Distinct().Count(), Is.GreaterThan(3));
        Assert.That(view.Moves, Is.LessThanOrEqualTo(20));
        Assert.That(view.Disposed, Is.EqualTo(view.Opened));
    }

    [Test]
    public void GetRowCursor_SourceThatReusesItsMemory_GivesTheSameRows() =>
        Assert.That(MadeRow.Of(Augment(data: new OneBufferDataView(Data))), Is.EqualTo(MadeRow.Of(Augment())));

    /// <summary>Variants depend on a row's id, so leaving out or shuffling rows does not change those of the others.</summary>
    [Test]
    public void AugmentText_OtherRowsLeftOut_GivesTheSameVariants()
    {
        var some = _ml.Data.FilterByCustomPredicate<Message>(Data, row => row.Number % 2 == 0);

        Assert.That(MadeRow.Of(Augment(data: some)).Select(row => row.First), Is.EqualTo(MadeRow.Of(Augment()).Where(row => row.Number % 2 != 0).Select(row => row.First)));
    }

    [Test]
    public void AugmentText_Seeds_DecideTheVariants()
    {
        string[] Texts(MLContext ml, int? seed = null) => [.. MadeRow.Of(ml.Data.AugmentText(Data, _sources.Options(options => options.Seed = seed))).Select(row => row.First)];
        var texts = Texts(_ml);

        Assert.That(Texts(_ml), Is.EqualTo(texts), "whatever the context made before");
        Assert.That(Texts(new MLContext(seed: 2)), Is.Not.EqualTo(texts));
        Assert.That(Texts(new MLContext(seed: 2), seed: 1), Is.EqualTo(texts));
        Assert.That(Texts(new MLContext()), Is.Not.EqualTo(texts));
    }

    [Test]
    public void AugmentText_OptionsChangedAfterwards_AreNotRead()
    {
        var options = _sources.Options();
        var augmented = _ml.Data.AugmentText(Data, options);
        (options.Sentence1ColumnName, options.Variants, options.KeepOriginal) = ("elsewhere", 0, false);

        Assert.That(MadeRow.Of(augmented), Is.EqualTo(MadeRow.Of(Augment())));
    }

    [Test]
    public void GetRowCursor_ContextCancelled_Stops()
    {
        using var cursor = Augment().GetRowCursor([]);
        cursor.MoveNext();

        Cancellation.CancelExecution(_ml);

        Assert.That(() => MoveThrough(cursor), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void GetRowCursor_TokenCancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        using var cursor = Augment(options => options.CancellationToken = source.Token).GetRowCursor([]);
        cursor.MoveNext();

        source.Cancel();

        Assert.That(() => MoveThrough(cursor), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void AugmentText_Log_TellsWordsAndRows()
    {
        var messages = new List<string>();
        _ml.Log += (_, message) => messages.Add(message.RawMessage);

        var rows = MadeRow.Of(Augment()).Count;

        Assert.That(messages, Has.Some.Contains("vectors of 3 values for 36 words").And.Some.EqualTo($"{rows} rows, variants among them, in all"));
    }

    [Test]
    public void Fit_AugmentedRows_TrainsOnAllOfThem()
    {
        var augmented = Augment();
        var messages = new List<string>();
        _ml.Log += (_, message) => messages.Add(message.RawMessage);

        _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1)).Fit(augmented);

        Assert.That(messages, Has.Some.StartsWith($"{MadeRow.Of(augmented).Count} rows, "));
    }

    private static void MoveThrough(DataViewRowCursor cursor)
    {
        while (cursor.MoveNext())
        {
        }
    }

    private IDataView Augment(Action<TextAugmentationOptions>? change = null, IDataView? data = null) => _ml.Data.AugmentText(data ?? Data, _sources.Options(change));
}
