using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Augmentation;

public class SampleTextsTests
{
    private const string First = nameof(Message.Sentence1);
    private const string Second = nameof(Message.Sentence2);

    private readonly MLContext _ml = new(seed: 1);

    private IDataView Seeds => _ml.Data.LoadFromEnumerable(
        [new Message { Sentence1 = "the movie was very good", Sentence2 = "what a city" }, new Message { Sentence1 = "a bad book", Sentence2 = "who did it" }]);

    [Test]
    public void SampleTexts_Seeds_GivesNewTextsInAColumnOfTheirName()
    {
        var sampled = Sample();
        var texts = Texts(sampled);

        Assert.That(sampled.Schema.Select(column => (column.Name, column.Type)), Is.EqualTo([(First, (DataViewType)TextDataViewType.Instance)]));
        Assert.That(texts, Has.Count.EqualTo(30).And.Unique.And.None.AnyOf("the movie was very good", "a bad book"));
        Assert.That(Texts(sampled), Is.EqualTo(texts), "a second cursor");
        Assert.That(Texts(Sample(options => options.Threads = 1)), Is.EqualTo(texts), "one thread");
        Assert.That(sampled.GetRowCursorSet(sampled.Schema, 4), Has.Length.EqualTo(1));
    }

    [Test]
    public void SampleTexts_Pairs_GivesTwoColumns()
    {
        var sampled = Sample(options => options.Sentence2ColumnName = Second);

        Assert.That(sampled.Schema.Select(column => column.Name), Is.EqualTo([First, Second]));
        Assert.That(sampled.GetColumn<string>(Second).Distinct().Count(), Is.GreaterThan(5));
        Assert.That(sampled.GetColumn<string>(Second), Is.All.Not.Empty);
    }

    [Test]
    public void SampleTexts_Seed_DecidesTheTexts()
    {
        var texts = Texts(Sample());

        Assert.That(Texts(Sample(options => options.Seed = 7)), Is.Not.EqualTo(texts));
        Assert.That(Texts(new MLContext(seed: 7).Data.SampleTexts(Seeds, Options())), Is.EqualTo(Texts(Sample(options => options.Seed = 7))));
    }

    [Test]
    public void GetRowCursor_ManyTexts_AreMadeWhileTheyAreRead()
    {
        var sampled = Sample(options => options.Count = 100_000_000);

        Assert.That(sampled.GetColumn<string>(First).Take(3).ToList(), Is.EqualTo(Texts(Sample()).Take(3)));
    }

    [Test]
    public void GetRowCursor_Rows_HavePositionsAndIds()
    {
        var sampled = Sample();
        using var cursor = sampled.GetRowCursor(sampled.Schema);
        var getId = cursor.GetIdGetter();
        var ids = new HashSet<DataViewRowId>();
        for (var position = 0L; cursor.MoveNext(); position++)
        {
            Assert.That(cursor.Position, Is.EqualTo(position));
            DataViewRowId id = default;
            getId(ref id);
            Assert.That(ids.Add(id), Is.True);
        }

        Assert.That(cursor.MoveNext(), Is.False);
        Assert.That(() => cursor.GetGetter<int>(sampled.Schema[First]), Throws.InvalidOperationException.With.Message.Contains("Int32"));
    }

    [Test]
    public void GetRowCursor_ContextCancelled_Stops()
    {
        var sampled = Sample();
        using var cursor = sampled.GetRowCursor(sampled.Schema);
        cursor.MoveNext();

        Cancellation.CancelExecution(_ml);

        Assert.That(() => cursor.MoveNext(), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void SampleTexts_Faults_AreRefusedByName()
    {
        Assert.That(() => Sample(options => options.MaskedLanguageModel = Sources.Bare), Throws.ArgumentException.With.Message.Contains("bert-bare").And.Message.Contains("no masked-LM head"));
        Assert.That(() => Sample(options => options.MaskedLanguageModel = null), Throws.ArgumentException.With.Message.Contains("MaskedLanguageModel is null"));
        Assert.That(() => Sample(options => (options.MaskedShare, options.Sentence2ColumnName) = (15, First)), Throws.ArgumentException.With.Message.Contains("15 % is 0.15").And.Message.Contains("used twice"));
        Assert.That(() => Sample(options => options.Sentence1ColumnName = "Text"), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("'Text'"));
        Assert.That(() => _ml.Data.SampleTexts(_ml.Data.LoadFromEnumerable([new Message()]), Options()), Throws.ArgumentException.With.Message.Contains("None of the 1 seed texts"));
        Assert.That(() => _ml.Data.SampleTexts(null!, Options()), Throws.ArgumentNullException);
        Assert.That(() => _ml.Data.SampleTexts(Seeds, null!), Throws.ArgumentNullException);
    }

    private static TextSamplingOptions Options(Action<TextSamplingOptions>? change = null)
    {
        var options = new TextSamplingOptions { MaskedLanguageModel = Sources.MaskedLm, Count = 30 };
        change?.Invoke(options);
        return options;
    }

    private static List<string> Texts(IDataView sampled) => [.. sampled.GetColumn<string>(First)];

    private IDataView Sample(Action<TextSamplingOptions>? change = null) => _ml.Data.SampleTexts(Seeds, Options(change));
}
