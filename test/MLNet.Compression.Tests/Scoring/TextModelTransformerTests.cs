using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Scoring;

public class TextModelTransformerTests
{
    private static readonly MLContext _ml = Fitted.Context;

    /// <summary>The compressed model with names instead of keys.</summary>
    private static ITransformer Naming => Fitted.Compressed.Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(Fitted.Compressed.Transform(Fitted.Test)));

    [Test]
    public void PredictionEngine_Rows_PredictsAsTransform()
    {
        using var engine = _ml.Model.CreatePredictionEngine<Message, Prediction>(Naming, new PredictionEngineOptions { OwnsTransformer = false });

        foreach (var message in Messages.Create(12, seed: 12))
        {
            var prediction = engine.Predict(message);
            var scores = Fitted.Compressed.Score(message.Sentence1);
            Assert.That(ScoredRows.Bits(prediction.Score), Is.EqualTo(ScoredRows.Bits(scores)));
            Assert.That(prediction.PredictedLabel, Is.EqualTo(Fitted.Compressed.Model.Labels[Array.IndexOf(scores, scores.Max())]));
        }
    }

    [Test]
    public void PredictionEngine_SameTextTwice_GivesTheSame()
    {
        using var engine = _ml.Model.CreatePredictionEngine<Message, Prediction>(Naming, new PredictionEngineOptions { OwnsTransformer = false });
        var (first, second) = (new Message { Sentence1 = "I was charged twice" }, new Message { Sentence1 = "I cannot log in" });

        var scores = new[] { first, second, first, first }.Select(message => ScoredRows.Bits(engine.Predict(message).Score)).ToArray();

        Assert.That(scores[2], Is.EqualTo(scores[0]));
        Assert.That(scores[3], Is.EqualTo(scores[0]));
        Assert.That(scores[1], Is.Not.EqualTo(scores[0]));
    }

    [Test]
    public void Score_SeveralTexts_IsThatOfEach()
    {
        string[] texts = ["I was charged twice", "", "the parcel never arrived"];

        var scores = Fitted.Compressed.Score(texts);

        Assert.That(scores.Select(row => ScoredRows.Bits(row)), Is.EqualTo(texts.Select(text => ScoredRows.Bits(Fitted.Compressed.Score(text)))));
        Assert.That(Fitted.Compressed.Score([]), Is.Empty);
    }

    [Test]
    public void Score_AnyListOfTexts_IsThatOfEach()
    {
        var messages = Messages.Create(12, seed: 12);
        IReadOnlyList<string> texts = messages.Select(message => message.Sentence1).ToList();

        Assert.That(Fitted.Compressed.Score(texts), Is.EqualTo(texts.Select(text => Fitted.Compressed.Score(text))));
        Assert.That(Fitted.Compressed.Score(new List<string>()), Is.Empty);
        Assert.That(() => Fitted.Compressed.Score((IReadOnlyList<string>)null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Score_MoreTextsThanABatch_IsThatOfEach()
    {
        var texts = Enumerable.Range(0, 2500).Select(i => i % 7 == 0 ? "the parcel never arrived" : "tax").ToArray();

        var scores = Fitted.Compressed.Score(texts);

        var (parcel, tax) = (Fitted.Compressed.Score("the parcel never arrived"), Fitted.Compressed.Score("tax"));
        Assert.That(scores, Has.Length.EqualTo(texts.Length));
        Assert.That(scores.Where((row, i) => !row.SequenceEqual(i % 7 == 0 ? parcel : tax)), Is.Empty);
    }

    [Test]
    public void Score_MissingText_IsThatOfAnEmptyOneAsInADataView()
    {
        var view = _ml.Data.LoadFromEnumerable([new Message { Sentence1 = null! }]);
        var expected = Fitted.Compressed.Transform(view).GetColumn<float[]>("Score").Single();

        Assert.That(Fitted.Compressed.Score((string?)null), Is.EqualTo(expected));
        Assert.That(Fitted.Compressed.Score((string?)null, null), Is.EqualTo(expected));
        Assert.That(Fitted.Compressed.Score(["tax", null]), Is.EqualTo(new[] { Fitted.Compressed.Score("tax"), expected }));
    }

    [Test]
    public void Score_OnSeveralThreads_GivesTheSameBits()
    {
        var messages = Messages.Create(64, seed: 13);
        var expected = messages.Select(message => ScoredRows.Bits(Fitted.Compressed.Score(message.Sentence1))).ToArray();
        var actual = new string[messages.Count];

        Parallel.For(0, messages.Count, i => actual[i] = ScoredRows.Bits(Fitted.Compressed.Score(messages[i].Sentence1)));

        Assert.That(actual, Is.EqualTo(expected));
    }

    [Test]
    public void Score_PairForSingleTexts_Throws() => Assert.That(() => Fitted.Compressed.Score("a", "b"), Throws.ArgumentException.With.Message.Contains("single texts"));

    [Test]
    public void GetRow_RowOfAnotherSchema_Throws()
    {
        var mapper = Fitted.Teacher.GetRowToRowMapper(Fitted.Test.Schema);
        using var cursor = Fitted.Train.GetRowCursor(Fitted.Train.Schema);

        Assert.That(() => mapper.GetRow(cursor, mapper.OutputSchema), Throws.ArgumentException.With.Message.Contains("schema"));
    }
}
