using Microsoft.ML.Contract.Tests.External;

namespace Microsoft.ML.Contract.Tests.Prediction;

[TestFixture]
internal sealed class PredictionEngineTests
{
    private readonly MLContext _context = new(seed: 1);

    [Test]
    public void Dispose_ByDefault_DisposesTheTransformer()
    {
        var model = Model();

        _context.Model.CreatePredictionEngine<TextOnly, ScoreOnly>(model).Dispose();

        Assert.That(model.IsDisposed, Is.True);
    }

    [Test]
    public void Dispose_TransformerNotOwned_LeavesIt()
    {
        var model = Model();

        _context.Model.CreatePredictionEngine<TextOnly, ScoreOnly>(model, new PredictionEngineOptions { OwnsTransformer = false }).Dispose();

        Assert.That(model.IsDisposed, Is.False);
        model.Dispose();
    }

    [Test]
    public void Predict_IntoAnObject_FillsIt()
    {
        using var engine = _context.Model.CreatePredictionEngine<TextOnly, ScoreOnly>(Model());
        var prediction = new ScoreOnly();
        var given = prediction;

        engine.Predict(new TextOnly { Text = "abc" }, ref prediction);

        Assert.That(prediction, Is.SameAs(given));
        Assert.That(prediction.Score, Has.Length.EqualTo(2));
    }

    [Test]
    public void Predict_Twice_ResultsAreTheirOwn()
    {
        using var engine = _context.Model.CreatePredictionEngine<TextOnly, ScoreOnly>(Model());

        var first = engine.Predict(new TextOnly { Text = "abc" });
        var second = engine.Predict(new TextOnly { Text = new string('a', 30) });

        Assert.That(first.Score[1], Is.GreaterThan(first.Score[0]));
        Assert.That(second.Score[0], Is.GreaterThan(second.Score[1]));
    }

    [Test]
    public void Create_TransformerThatDoesNotMapRows_IsRefused()
    {
        Assert.That(() => _context.Model.CreatePredictionEngine<TextOnly, ScoreOnly>(new EmptySave()), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void Create_ColumnTheModelNeedsIsMissing_IsRefused()
    {
        var data = _context.Data.LoadFromEnumerable(Note.Some());
        using var model = _context.Transforms.Conversion.MapValueToKey("Label").Append(new LengthTrainer("Label", "Text")).Fit(data);

        Assert.That(() => _context.Model.CreatePredictionEngine<TextOnly, ScoreOnly>(model), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Create_MissingOutputColumns_AreRefusedWhenAskedTo()
    {
        using var model = Model();

        Assert.That(
            () => _context.Model.CreatePredictionEngine<TextOnly, NotePredictionAndMore>(model, ignoreMissingColumns: false),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void OutputSchema_HasInputAndOutputColumns()
    {
        using var engine = _context.Model.CreatePredictionEngine<TextOnly, ScoreOnly>(Model());

        Assert.That(engine.OutputSchema.Select(column => column.Name), Is.EqualTo(new[] { "Text", "Score", "PredictedLabel" }));
    }

    private static LengthModel Model() => new("Text", [30, 3], ["long", "short"]);

    private sealed class ScoreOnly
    {
        public float[] Score { get; set; } = [];
    }

    private sealed class NotePredictionAndMore
    {
        public float[] Score { get; set; } = [];

        public float More { get; set; }
    }
}
