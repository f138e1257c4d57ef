using Microsoft.ML.Contract.Tests.External;
using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.Chains;

[TestFixture]
internal sealed class TransformerChainTests
{
    private readonly MLContext _context = new(seed: 1);

    [Test]
    public void Transform_ByDefault_LeavesOutTrainingOnlySteps()
    {
        using var chain = Scoped();
        var data = _context.Data.LoadFromEnumerable(Note.Some());

        var scored = chain.Transform(data);
        var everything = chain.Transform(data, TransformerScope.Everything);

        Assert.That(scored.Schema.GetColumnOrNull("Training"), Is.Null);
        Assert.That(scored.Schema.GetColumnOrNull("Always"), Is.Not.Null);
        Assert.That(everything.Schema.GetColumnOrNull("Training"), Is.Not.Null);
        Assert.That(chain.GetOutputSchema(data.Schema).Count, Is.EqualTo(scored.Schema.Count));
    }

    [Test]
    public void GetModelFor_Scoring_KeepsTheScoringSteps()
    {
        using var chain = Scoped();

        using var reduced = chain.GetModelFor(TransformerScope.Scoring);

        Assert.That(reduced.Count(), Is.EqualTo(1));
    }

    [Test]
    public void GetModelFor_LabelStepsForTrainingOnly_PredictsWithoutALabel()
    {
        var data = _context.Data.LoadFromEnumerable(Note.Some());
        using var chain = new EstimatorChain<ITransformer>()
            .Append(_context.Transforms.Conversion.MapValueToKey("Label"), TransformerScope.TrainTest)
            .Append(new LengthTrainer("Label", "Text"))
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(data);

        using var reduced = chain.GetModelFor(TransformerScope.Scoring);
        using var engine = _context.Model.CreatePredictionEngine<TextOnly, NotePrediction>(reduced);

        Assert.That(engine.Predict(new TextOnly { Text = "ab" }).PredictedLabel, Is.EqualTo("short"));
    }

    [Test]
    public void GetRowToRowMapper_OfAChain_TakesRowsOfTheSameSchemaObjectOnly()
    {
        using var chain = Scoped();
        var data = _context.Data.LoadFromEnumerable(Note.Some());
        var other = _context.Data.LoadFromEnumerable(Note.Some());
        var mapper = ((ITransformer)chain).GetRowToRowMapper(data.Schema);
        using var row = data.GetRowCursor(data.Schema);
        using var foreign = other.GetRowCursor(other.Schema);

        using var mapped = mapper.GetRow(row, mapper.OutputSchema);

        Assert.That(mapper.InputSchema, Is.SameAs(data.Schema));
        Assert.That(mapped.Schema, Is.SameAs(mapper.OutputSchema));
        Assert.That(() => mapper.GetRow(foreign, mapper.OutputSchema), Throws.Exception);
    }

    [Test]
    public void GetDependencies_OfAChain_GoBackToTheSource()
    {
        var data = _context.Data.LoadFromEnumerable(Note.Some());
        using var chain = _context.Transforms.CopyColumns("Copy", "Text")
            .Append(_context.Transforms.CopyColumns("CopyOfCopy", "Copy"))
            .Fit(data);
        var mapper = ((ITransformer)chain).GetRowToRowMapper(data.Schema);

        var needed = mapper.GetDependencies([mapper.OutputSchema["CopyOfCopy"]]);

        Assert.That(needed.Select(column => column.Name), Is.EqualTo(new[] { "Text" }));
    }

    [Test]
    public void Dispose_DisposesItsTransformers()
    {
        var model = new LengthModel("Text", [1], ["one"]);

        new TransformerChain<ITransformer>(model).Dispose();

        Assert.That(model.IsDisposed, Is.True);
    }

    private TransformerChain<ITransformer> Scoped()
    {
        var data = _context.Data.LoadFromEnumerable(Note.Some());
        return new TransformerChain<ITransformer>(
            [_context.Transforms.CopyColumns("Training", "Label").Fit(data), _context.Transforms.CopyColumns("Always", "Text").Fit(data)],
            [TransformerScope.TrainTest, TransformerScope.Everything]);
    }
}
