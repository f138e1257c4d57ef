using Microsoft.ML;
using MLNet.Compression.Reliability.Soaking;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Scoring;

/// <summary>What Dispose frees is made again when it is needed.</summary>
public class FreedTransformerTests
{
    private static readonly MLContext _ml = Fitted.Context;

    private static QuantizationTransformer NewModel => Fitted.Teacher.Quantize(QuantizationScheme.Int8);

    [Test]
    public void Dispose_ThenEveryUse_ScoresAsBefore()
    {
        var model = NewModel;
        var (expected, rows) = (model.Score("I was charged twice"), ScoredRows.Of(model.Transform(Fitted.Test)));
        var (scored, mapper) = (model.Transform(Fitted.Test), model.GetRowToRowMapper(Fitted.Test.Schema));

        model.Dispose();
        model.Dispose();

        Assert.That(model.Score("I was charged twice"), Is.EqualTo(expected));
        model.Dispose();
        Assert.That(model.Score(["I was charged twice"]).Single(), Is.EqualTo(expected));
        model.Dispose();
        Assert.That(ScoredRows.Of(scored), Is.EqualTo(rows));
        Assert.That(ScoredRows.Of(model.Transform(Fitted.Test)), Is.EqualTo(rows));
        Assert.That(mapper.OutputSchema["Score"].Type, Is.EqualTo(scored.Schema["Score"].Type));
        Assert.That(model.Model.SizeInBytes, Is.Positive);
    }

    [Test]
    public void Dispose_BeforeFirstUse_DoesNothing()
    {
        var model = NewModel;
        model.Dispose();

        Assert.That(model.Score("once"), Is.EqualTo(NewModel.Score("once")));
    }

    [Test]
    public void Dispose_AfterUse_FreesNativeMemoryUntilTheNextUse()
    {
        var model = NewModel;
        model.Score("once");
        model.Dispose();
        for (var time = 0; time < 2; time++)
        {
            ProcessState.Collect();
            var unused = NativeBytes.Held;
            model.Score("once");
            var used = NativeBytes.Held;
            model.Dispose();
            ProcessState.Collect();

            Assert.That(used, Is.GreaterThan(unused));
            Assert.That(NativeBytes.Held, Is.LessThanOrEqualTo(unused));
        }
    }

    [Test]
    public void Dispose_WhileACursorStands_LetsItGoOn()
    {
        var model = NewModel;
        var expected = ScoredRows.Of(model.Transform(Fitted.Test));
        var scored = model.Transform(Fitted.Test);
        using var cursor = scored.GetRowCursor(scored.Schema);
        cursor.MoveNext();
        model.Dispose();

        Assert.That(ScoredRows.Read(cursor), Is.EqualTo(expected.Skip(1)));
    }

    [Test]
    public void PredictionEngine_Disposed_LeavesModelChainAndOtherEnginesUsable()
    {
        var model = NewModel;
        var chain = model.Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(model.Transform(Fitted.Test)));
        var (message, expected) = (new Message { Sentence1 = "I was charged twice" }, ScoredRows.Of(model.Transform(Fitted.Test)));
        using var other = _ml.Model.CreatePredictionEngine<Message, Prediction>(chain);
        var label = other.Predict(message).PredictedLabel;

        using (var engine = _ml.Model.CreatePredictionEngine<Message, Prediction>(chain))
        {
            Assert.That(engine.Predict(message).PredictedLabel, Is.EqualTo(label));
        }

        Assert.That(other.Predict(message).PredictedLabel, Is.EqualTo(label));
        Assert.That(ScoredRows.Of(model.Transform(Fitted.Test)), Is.EqualTo(expected));
        Assert.That(ScoredRows.Of(chain.First().Transform(Fitted.Test)), Is.EqualTo(expected));
        using var third = _ml.Model.CreatePredictionEngine<Message, Prediction>(chain);
        Assert.That(third.Predict(message).PredictedLabel, Is.EqualTo(label));
    }

    [Test]
    public void PredictionEngines_MadeAndDisposedOnSeveralThreads_GiveTheSameBits()
    {
        var model = NewModel;
        var chain = model.Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(model.Transform(Fitted.Test)));
        var messages = Messages.Create(40, seed: 17);
        var expected = messages.Select(message => ScoredRows.Bits(model.Score(message.Sentence1))).ToArray();
        var actual = new string[messages.Count];

        Parallel.For(0, messages.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using var engine = _ml.Model.CreatePredictionEngine<Message, Prediction>(chain);
            actual[i] = ScoredRows.Bits(engine.Predict(messages[i]).Score);
        });

        Assert.That(actual, Is.EqualTo(expected));
    }
}
