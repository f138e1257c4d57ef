using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Quantization;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression.Training.Tests.Quantization;

internal sealed class QuantizationPlanTests
{
    private static readonly QuantizationScheme _four = QuantizationScheme.LearnedStep(4);

    [Test]
    public void Equals_SameSchemes_IsByValue()
    {
        var plan = QuantizationPlan.Of(QuantizationScheme.LearnedStep(4)).ForLayer(1, attention: QuantizationScheme.Ternary).ForLayer(0, feedForward: QuantizationScheme.Binary);
        var other = QuantizationPlan.W4.ForLayer(0, feedForward: QuantizationScheme.Binary).ForLayer(1, attention: QuantizationScheme.Codebook(4)).ForLayer(1, attention: QuantizationScheme.Ternary);

        Assert.That(plan, Is.EqualTo(other));
        Assert.That(plan.GetHashCode(), Is.EqualTo(other.GetHashCode()));
        Assert.That(plan, Is.Not.EqualTo(other.ForLayer(1, feedForward: QuantizationScheme.Binary)));
        Assert.That(QuantizationPlan.W4.ForLayer(0), Is.EqualTo(QuantizationPlan.W4), "a layer without schemes of its own");
        Assert.That(QuantizationPlan.Of(QuantizationScheme.Int8), Is.EqualTo(QuantizationPlan.Int8));
    }

    [Test]
    public void Schemes_OtherNumbers_AreOthers()
    {
        QuantizationScheme[] schemes = [_four, QuantizationScheme.LearnedStep(3), QuantizationScheme.Codebook(4), QuantizationScheme.Codebook(5), QuantizationScheme.ProductRows(4, 8), QuantizationScheme.ProductRows(8, 8), QuantizationScheme.Int8];

        Assert.That(schemes, Is.Unique);
        Assert.That(_four, Is.EqualTo(QuantizationScheme.LearnedStep(4)));
    }

    [Test]
    public void ToString_NamesEveryPart() => Assert.That(
        (QuantizationPlan.Mixed with { Pooler = QuantizationScheme.Codebook(16) }).ForLayer(2, attention: QuantizationScheme.Ternary).ToString(),
        Is.EqualTo("word embeddings learnt step of 4 bits, other tables int8, projection int8, attention int8, feed-forward learnt step of 4 bits, pooler codebook of 16, classifier int8, attention of layer 2 ternary"));

    [Test]
    public void Text_OfPlans_TellsAllPartsApart()
    {
        QuantizationPlan[] plans =
        [
            QuantizationPlan.Int8,
            QuantizationPlan.Int8 with { WordEmbeddings = _four },
            QuantizationPlan.Int8 with { OtherTables = _four },
            QuantizationPlan.Int8 with { Projection = _four },
            QuantizationPlan.Int8 with { Attention = _four },
            QuantizationPlan.Int8 with { FeedForward = _four },
            QuantizationPlan.Int8 with { Pooler = _four },
            QuantizationPlan.Int8 with { Classifier = _four },
            QuantizationPlan.Int8 with { BiasesAndNorms = QuantizationScheme.Float16 },
            QuantizationPlan.Int8.ForLayer(0, attention: _four),
            QuantizationPlan.Int8.ForLayer(1, attention: _four),
            QuantizationPlan.Int8.ForLayer(0, feedForward: _four),
            QuantizationPlan.Int8.ForLayer(new LayerQuantization(0) { QueryKeyValue = _four }),
            QuantizationPlan.Int8.ForLayer(new LayerQuantization(0) { AttentionOutput = _four }),
            QuantizationPlan.Int8.ForLayer(new LayerQuantization(0) { Intermediate = _four }),
            QuantizationPlan.Int8.ForLayer(new LayerQuantization(0) { Output = _four }),
        ];

        Assert.That(plans.Select(OptionValues.Text), Is.Unique);
        Assert.That(plans.Select(plan => plan.ToString()), Is.Unique);
    }

    /// <remarks>Each part has a format of its own, so that none can have another's.</remarks>
    [Test]
    public void Encode_EveryPartDifferent_HasThePlansFormats()
    {
        var shape = TinyModels.Shape with { EmbeddingSize = 16 };
        var model = TinyModels.CreateLively(shape);
        var plan = new QuantizationPlan
        {
            WordEmbeddings = QuantizationScheme.ProductRows(4, 3),
            OtherTables = QuantizationScheme.Codebook(5),
            Projection = QuantizationScheme.Binary,
            Attention = QuantizationScheme.Int8,
            FeedForward = _four,
            Pooler = QuantizationScheme.Ternary,
            Classifier = QuantizationScheme.LearnedStep(6),
        }.ForLayer(1, attention: QuantizationScheme.Binary, feedForward: QuantizationScheme.Codebook(3));
        using var rounded = RoundedModel.Of(model, plan, new TrainingEnvironment(1));

        var encoded = CompressedModelEncoder.Encode(model, ValueFormat.Float32);

        Assert.That(encoded.Embeddings.Words, Is.InstanceOf<ProductMatrix>());
        Assert.That(new[] { encoded.Embeddings.Positions!, encoded.Embeddings.TokenTypes! }.Select(FormatOf), Is.All.EqualTo("codebook"));
        Assert.That(FormatOf(encoded.Embeddings.Projection!.Weight), Is.EqualTo("binary"));
        Assert.That(encoded.Layers[0].Linears.Select(linear => FormatOf(linear.Weight)), Is.EqualTo(["int8", "int8", "integers", "integers"]));
        Assert.That(encoded.Layers[1].Linears.Select(linear => FormatOf(linear.Weight)), Is.EqualTo(["binary", "binary", "codebook", "codebook"]));
        Assert.That(FormatOf(encoded.Pooler!.Weight), Is.EqualTo("ternary"));
        Assert.That(FormatOf(encoded.Classifier!.Weight), Is.EqualTo("integers"));
    }

    [Test]
    public void Encode_MatrixByMatrix_HasThePlansFormats()
    {
        var model = TinyModels.CreateLively();
        var plan = QuantizationPlan.Int8
            .ForLayer(0, attention: _four, feedForward: QuantizationScheme.Ternary)
            .ForLayer(new LayerQuantization(0) { AttentionOutput = QuantizationScheme.Binary })
            .ForLayer(new LayerQuantization(1) { QueryKeyValue = QuantizationScheme.Codebook(3), Intermediate = _four, Output = QuantizationScheme.Binary });
        using var rounded = RoundedModel.Of(model, plan, new TrainingEnvironment(1));

        var encoded = CompressedModelEncoder.Encode(model, ValueFormat.Float32);

        Assert.That(encoded.Layers[0].Linears.Select(linear => FormatOf(linear.Weight)), Is.EqualTo(["integers", "binary", "ternary", "ternary"]));
        Assert.That(encoded.Layers[1].Linears.Select(linear => FormatOf(linear.Weight)), Is.EqualTo(["codebook", "int8", "integers", "binary"]));
        Assert.That(plan.ToString(), Does.EndWith("queries, keys and values of layer 1 codebook of 3, feed-forward input of layer 1 learnt step of 4 bits, feed-forward output of layer 1 binary"));
    }

    [Test]
    public void ReadyPlans_TakeFewerBytesOneAfterTheOther()
    {
        long[] sizes = [.. new[] { QuantizationPlan.Int8, QuantizationPlan.Mixed, QuantizationPlan.W4, QuantizationPlan.TernaryBert }.Select(SizeOf)];

        Assert.That(sizes, Is.Ordered.Descending);
        Assert.That(sizes[2], Is.EqualTo(sizes[0] / 2).Within(sizes[0] / 20));

        static long SizeOf(QuantizationPlan plan)
        {
            var model = TinyModels.CreateLively(TinyModels.ShapeOf(2, 256, 4, 1024));
            using var rounded = RoundedModel.Of(model, plan, new TrainingEnvironment(1));
            return CompressedModelEncoder.Encode(model, ValueFormat.Float32).SizeInBytes;
        }
    }

    [Test]
    public void Of_LayerThatIsNotThere_IsRefused() => Assert.That(
        () => RoundedModel.Of(TinyModels.Create(), QuantizationPlan.Int8.ForLayer(2, attention: _four), new TrainingEnvironment(1)),
        Throws.ArgumentException.With.Message.Contains("no layer 2").And.Message.Contains("has 2, counted from 0"));

    [Test]
    public void FaultFor_LayerThatSharesWeights_NamesTheFirst()
    {
        var shape = BertShape.Uniform(30, 3, 32, 2, 64) with { AttentionOfLayer = [0, 0, 0], FeedForwardOfLayer = [0, 0, 0] };

        Assert.That(PlanCheck.FaultFor(QuantizationPlan.Int8.ForLayer(2, attention: _four), shape), Does.Contain("name layer 0"));
        Assert.That(PlanCheck.FaultFor(QuantizationPlan.Int8.ForLayer(new LayerQuantization(1) { Output = _four }), shape), Does.Contain("name layer 0"));
        Assert.That(PlanCheck.FaultFor(QuantizationPlan.Int8.ForLayer(0, attention: _four), shape), Is.Null);
    }

    [Test]
    public void FaultsOf_PartsWithoutFittingScheme_NamesEach()
    {
        var plan = (QuantizationPlan.Int8 with { Attention = QuantizationScheme.KMeansRows(4), Pooler = null!, BiasesAndNorms = QuantizationScheme.Int8 }).ForLayer(1, feedForward: QuantizationScheme.ProductRows(4));

        string[] faults = [.. PlanCheck.FaultsOf(plan)];

        Assert.That(faults, Has.Length.EqualTo(4));
        Assert.That(faults, Has.One.Contains("biases and layer norms can't be int8"));
        Assert.That(faults, Has.One.Contains("attention can't be k-means rows of 4, which is for word embeddings alone"));
        Assert.That(faults, Has.One.Contains("no scheme for pooler"));
        Assert.That(faults, Has.One.Contains("feed-forward of layer 1 can't be product rows"));
    }

    [Test]
    public void ForLayer_Negative_Throws() => Assert.That(() => QuantizationPlan.Int8.ForLayer(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static string FormatOf(WeightMatrix matrix) => matrix switch
    {
        QuantizedMatrix quantized => quantized.FormatName,
        BlockSparseMatrix sparse => sparse.FormatName,
        Int8Matrix => "int8",
        _ => matrix.GetType().Name,
    };
}
