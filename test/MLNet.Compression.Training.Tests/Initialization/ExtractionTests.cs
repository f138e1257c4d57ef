namespace MLNet.Compression.Training.Tests.Initialization;

/// <summary>Extraction by weights: what is taken, and what is left.</summary>
public class ExtractionTests
{
    [Test]
    public void Apply_SameShape_CopiesTheTeacher()
    {
        var teacher = TinyModels.CreateLively(seed: 1);
        var student = TinyModels.Create(seed: 2);

        var features = StudentInitialization.Extract.Apply(teacher, student);

        Assert.That(TinyModels.Weights(student), Is.EqualTo(TinyModels.Weights(teacher)));
        Assert.That(TinyModels.Logits(student, TinyModels.Data(8)), Is.EqualTo(TinyModels.Logits(teacher, TinyModels.Data(8))));
        Assert.That(features, Is.Not.Null);
    }

    [Test]
    public void Apply_FewerLayers_CopiesTheMappedOnes()
    {
        var teacher = TinyModels.CreateLively(TinyModels.ShapeOf(layers: 4, hidden: 32, heads: 2, feedForward: 64), seed: 1);
        var student = TinyModels.Create(seed: 2);

        (StudentInitialization.Extract with { Map = LayerMap.Of(3, 0) }).Apply(teacher, student);

        foreach (var (to, from) in new[] { (0, 3), (1, 0) })
        {
            var expected = teacher.Encoder.Layers[from].Parameters.SelectMany(parameter => parameter.ValueSpan.ToArray());
            Assert.That(student.Encoder.Layers[to].Parameters.SelectMany(parameter => parameter.ValueSpan.ToArray()), Is.EqualTo(expected));
        }
    }

    /// <remarks>The teacher's features beyond the first 16 are nearly without weight, so a student of 16 must nearly equal it.</remarks>
    [Test]
    public void Apply_WeakNeurons_AreLeftOut()
    {
        var teacher = TinyModels.CreateLively(seed: 1);
        foreach (var layer in teacher.Encoder.Layers)
        {
            for (var neuron = 0; neuron < 64; neuron += 2)
            {
                layer.Intermediate.Weight.Value.RowSpan(neuron).Clear();
                layer.Intermediate.Bias.ValueSpan[neuron] = 0;
            }
        }

        var student = TinyModels.Create(TinyModels.ShapeOf(layers: 2, hidden: 32, heads: 2, feedForward: 32), seed: 2);
        StudentInitialization.Extract.Apply(teacher, student);

        Assert.That(Starts.Difference(student, teacher), Is.LessThan(1e-5));
    }

    [Test]
    public void Apply_HeadThatPassesNothing_IsLeftOut()
    {
        var teacher = TinyModels.CreateLively(seed: 1);
        foreach (var layer in teacher.Encoder.Layers)
        {
            for (var row = 0; row < 32; row++)
            {
                layer.AttentionOutput.Weight.Value.RowSpan(row)[..16].Clear();
            }
        }

        var shape = TinyModels.Shape with { Layers = [new LayerShape(1, 16, 64), new LayerShape(1, 16, 64)] };
        var student = TinyModels.Create(shape, seed: 2);
        StudentInitialization.Extract.Apply(teacher, student);

        Assert.That(Starts.Difference(student, teacher), Is.LessThan(1e-5));
    }

    [Test]
    public void Apply_SmallerHiddenSize_KeepsTheStrongestFeatures()
    {
        var teacher = TinyModels.CreateLively(seed: 1);
        var words = teacher.Encoder.Embeddings.Words;
        for (var row = 0; row < words.Rows; row++)
        {
            for (var feature = 0; feature < 32; feature++)
            {
                words.Value.RowSpan(row)[feature] = feature % 2 == 1 ? 3 : 0.1f;
            }
        }

        var student = TinyModels.Create(TinyModels.ShapeOf(layers: 2, hidden: 16, heads: 2, feedForward: 64), seed: 2);
        var features = StudentInitialization.Extract.Apply(teacher, student);

        Assert.That(features!.Hidden, Is.EqualTo(Enumerable.Range(0, 16).Select(i => (2 * i) + 1)));
        Assert.That(student.Encoder.Embeddings.Words.ValueSpan.ToArray(), Is.All.EqualTo(3));
        Assert.That(student.Encoder.Layers[1].OutputNorm.Scale.ValueSpan[3], Is.EqualTo(teacher.Encoder.Layers[1].OutputNorm.Scale.ValueSpan[7]));
    }

    /// <remarks>Embedding features and hidden features then are different numbers.</remarks>
    [Test]
    public void Apply_FactorizedEmbeddings_GivesFeaturesOfBoth()
    {
        var teacher = TinyModels.CreateLively(TinyModels.Shape with { EmbeddingSize = 16 }, seed: 1);
        var student = TinyModels.Create(TinyModels.ShapeOf(layers: 2, hidden: 16, heads: 2, feedForward: 32) with { EmbeddingSize = 8 }, seed: 2);

        var features = StudentInitialization.Extract.Apply(teacher, student)!;

        Assert.That(features.Hidden, Has.Length.EqualTo(16).And.All.InRange(0, 31));
        Assert.That(features.Embedding, Has.Length.EqualTo(8).And.All.InRange(0, 15));
    }
}
