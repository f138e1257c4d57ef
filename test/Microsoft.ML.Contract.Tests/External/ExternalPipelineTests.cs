using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Contract.Tests.External;

[TestFixture]
internal sealed class ExternalPipelineTests
{
    private MLContext _context = null!;

    [SetUp]
    public void CreateContext() => _context = new MLContext(seed: 1);

    [Test]
    public void Fit_ChainAroundExternalTrainer_PredictsTextLabels()
    {
        var model = Train();

        var scored = model.Transform(_context.Data.LoadFromEnumerable(Note.Some()));

        Assert.That(scored.GetColumn<string>("PredictedLabel"), Is.EqualTo(Note.Some().Select(note => note.Label)));
    }

    [Test]
    public void Fit_LabelThatIsNoKey_ThrowsBeforeTraining()
    {
        var read = 0;
        var notes = Note.Some().Select(note =>
        {
            read++;
            return note;
        });
        var pipeline = new LengthTrainer("Label", "Text").Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        Assert.That(() => pipeline.Fit(_context.Data.LoadFromEnumerable(notes)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(read, Is.Zero);
    }

    [Test]
    public void Transform_NotYetRead_ReadsNothing()
    {
        var read = 0;
        var notes = Note.Some().Select(note =>
        {
            read++;
            return note;
        });

        var scored = Train().Transform(_context.Data.LoadFromEnumerable(notes));

        Assert.That(read, Is.Zero);
        Assert.That(scored.GetColumn<string>("PredictedLabel").First(), Is.EqualTo("long"));
        Assert.That(read, Is.EqualTo(1));
    }

    [Test]
    public void GetRowCursor_TwoInterleaved_AreIndependent()
    {
        var scored = Train().Transform(_context.Data.LoadFromEnumerable(Note.Some()));
        var column = scored.Schema["PredictedLabel"];
        using var ahead = scored.GetRowCursor([column]);
        using var behind = scored.GetRowCursor([column]);
        var getAhead = ahead.GetGetter<ReadOnlyMemory<char>>(column);
        var getBehind = behind.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> first = default;
        ReadOnlyMemory<char> second = default;

        Assert.That(ahead.MoveNext() && ahead.MoveNext() && behind.MoveNext(), Is.True);
        getAhead(ref first);
        getBehind(ref second);

        Assert.That(first.ToString(), Is.EqualTo("short"));
        Assert.That(second.ToString(), Is.EqualTo("long"));
        Assert.That(ahead.Position, Is.EqualTo(1));
        Assert.That(behind.Position, Is.Zero);
    }

    [Test]
    public void Predict_OneExample_GivesLabelAndScores()
    {
        using var engine = _context.Model.CreatePredictionEngine<Note, NotePrediction>(Train());

        var prediction = engine.Predict(new Note { Text = new string('x', 33) });

        Assert.That(prediction.PredictedLabel, Is.EqualTo("long"));
        Assert.That(prediction.Scores, Has.Length.EqualTo(2));
        Assert.That(prediction.Scores.Sum(), Is.EqualTo(1).Within(1e-5));
        Assert.That(prediction.Scores[0], Is.GreaterThan(prediction.Scores[1]));
    }

    [Test]
    public void Evaluate_ScoredByExternalTransformer_CountsRightAnswers()
    {
        var scored = TrainWithoutNames().Transform(_context.Data.LoadFromEnumerable(Note.Some()));

        var metrics = _context.MulticlassClassification.Evaluate(scored);

        Assert.That(metrics.MicroAccuracy, Is.EqualTo(1));
        Assert.That(metrics.MacroAccuracy, Is.EqualTo(1));
        Assert.That(metrics.LogLoss, Is.GreaterThan(0).And.LessThan(1));
        Assert.That(metrics.ConfusionMatrix.NumberOfClasses, Is.EqualTo(2));
    }

    [Test]
    public void CrossValidate_ExternalTrainer_FitsOncePerFold()
    {
        var fits = 0;
        var data = _context.Data.LoadFromEnumerable(Note.Some(60).ToList());
        var keyed = _context.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        var trainer = new LengthTrainer("Label", "Text").WithOnFitDelegate(_ => fits++);

        var folds = _context.MulticlassClassification.CrossValidate(keyed, trainer, numberOfFolds: 3);

        Assert.That(fits, Is.EqualTo(3));
        Assert.That(folds.Select(fold => fold.Fold), Is.EquivalentTo(new[] { 0, 1, 2 }));
        Assert.That(folds.Select(fold => fold.Metrics.MicroAccuracy), Is.All.EqualTo(1));
    }

    private TransformerChain<LengthModel> TrainWithoutNames() =>
        _context.Transforms.Conversion.MapValueToKey("Label")
            .Append(new LengthTrainer("Label", "Text"))
            .Fit(_context.Data.LoadFromEnumerable(Note.Some()));

    private TransformerChain<KeyToValueMappingTransformer> Train() =>
        _context.Transforms.Conversion.MapValueToKey("Label")
            .Append(new LengthTrainer("Label", "Text"))
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(_context.Data.LoadFromEnumerable(Note.Some()));
}
