using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Compositions;

/// <summary>Compression of what a fit gave, or a file.</summary>
public class FittedChainTests
{
    private static readonly MLContext _ml = new(seed: 1);
    private static readonly IDataView _rows = Messages.Load(_ml, Journey.Rows);

    private static readonly Lazy<TransformerChain<KeyToValueMappingTransformer>> _fitted = new(() =>
        _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher()))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(_rows));

    private static ITransformer Loaded => SavedModel.RoundTrip(_ml, _fitted.Value, _rows.Schema);

    [Test]
    public void Quantize_FittedChain_ReplacesItsTextModel()
    {
        var loaded = Journey.Of(_ml, _fitted.Value.Quantize(), _rows.Schema);

        Assert.That(loaded.TextModel().Model.Embeddings.Words, Is.InstanceOf<Int8Matrix>());
        Assert.That(_fitted.Value.TextModel(), Is.InstanceOf<FullPrecisionTransformer>(), "the chain it started from stays as it is");
    }

    [Test]
    public void Quantize_LoadedModel_GivesWhatTheFittedOneGives()
    {
        var loaded = Journey.Of(_ml, Loaded.Quantize(), _rows.Schema);

        Assert.That(loaded.TextModel().Score("I was charged twice"), Is.EqualTo(_fitted.Value.TextModel().Quantize().Score("I was charged twice")));
    }

    [Test]
    public void PruneBlocks_LoadedModel_TrainsOnRowsAsTheChainReadsThem()
    {
        var pruned = Loaded.Prune(_rows, Small.Pruning());

        Assert.That(Journey.Of(_ml, pruned, _rows.Schema, leastAccuracy: 0.7).TextModel().Model.Layers[0].FeedForward.Output.Weight.Sparsity, Is.GreaterThan(0.4));
    }

    [Test]
    public void PruneBlocks_LoadedTwiceInContextsOfOneSeed_GivesTheSameModel()
    {
        static float[] Score()
        {
            var ml = new MLContext(seed: 5);
            MLNetCompression.Register(ml);
            return SavedModel.RoundTrip(ml, _fitted.Value, _rows.Schema).Prune(_rows, Small.Pruning()).TextModel().Score("I was charged twice");
        }

        var first = Score();
        Assert.That(Score(), Is.EqualTo(first));
    }

    [Test]
    public void Quantize_FittedChainWithTraining_KeepsItsNames()
    {
        var quantized = _fitted.Value.Quantize(_rows, Small.Aware());

        Assert.That(Journey.Of(_ml, quantized, _rows.Schema).TextModel(), Is.InstanceOf<QuantizationTransformer>());
    }

    [Test]
    public void Catalog_FittedChain_GivesAnEstimatorOfItsTextModel()
    {
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.MulticlassClassification.Trainers.Prune(_fitted.Value, Small.Pruning()).Quantize())
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        Assert.That(Journey.Of(_ml, pipeline, leastAccuracy: 0.7).TextModel().Model.Layers[0].FeedForward.Output.Weight.Sparsity, Is.GreaterThan(0.4));
    }

    [Test]
    public void TextModel_ChainWithoutOne_SaysWhatItHas() => Assert.That(
        () => _ml.Transforms.Conversion.MapValueToKey("Label").Fit(_rows).TextModel(),
        Throws.ArgumentException.With.Message.Contains("no text model").And.Message.Contains("ValueToKeyMappingTransformer"));

    [Test]
    public void Quantize_ChainWithTwoTextModels_AsksWhich()
    {
        var model = Fitted.Teacher;

        Assert.That(() => new TransformerChain<ITransformer>(model, model).Quantize(), Throws.ArgumentException.With.Message.Contains("2 text models"));
    }
}
