using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Initialization;

/// <summary>A student that is larger than its teacher in some size has all that the teacher has.</summary>
public class WiderStudentTests
{
    private static IEnumerable<TestCaseData> WiderLayers()
    {
        yield return new TestCaseData(new LayerShape(2, 16, 64)).SetArgDisplayNames("the same");
        yield return new TestCaseData(new LayerShape(2, 16, 96)).SetArgDisplayNames("more neurons");
        yield return new TestCaseData(new LayerShape(3, 16, 64)).SetArgDisplayNames("more heads");
        yield return new TestCaseData(new LayerShape(2, 24, 64)).SetArgDisplayNames("wider heads");
        yield return new TestCaseData(new LayerShape(4, 20, 80)).SetArgDisplayNames("more of all");
    }

    [TestCaseSource(nameof(WiderLayers))]
    public void Extract_WiderLayers_ComputeTheTeachersOutputs(object layer)
    {
        foreach (var start in new[] { StudentInitialization.Extract, StudentInitialization.ExtractRandom, StudentInitialization.ExtractImportant(16) })
        {
            var (teacher, student) = (TinyModels.CreateLively(seed: 1), TinyModels.Create(Wider((LayerShape)layer), seed: 2));

            var features = start.Apply(teacher, student)!;

            Assert.That(Starts.Difference(student, teacher), Is.LessThan(1e-5), start.ToString());
            Assert.That(features.Hidden, Is.EqualTo(Enumerable.Range(0, 32)), start.ToString());
        }
    }

    /// <remarks>Else it would be no use: neither what reads a new unit nor, after its first step, what makes it would ever change.</remarks>
    [Test]
    public void Extract_NewUnits_Learn()
    {
        var student = TinyModels.Create(Wider(new LayerShape(3, 20, 96)), seed: 2);
        StudentInitialization.Extract.Apply(TinyModels.CreateLively(seed: 1), student);

        RunBackward(student);

        var layer = student.Encoder.Layers[0];
        Assert.That(ColumnsOf(layer.Output.Weight, 64..96), Is.All.Not.Zero, "readers of neurons");
        Assert.That(ColumnsOf(layer.AttentionOutput.Weight, 40..60), Is.All.Not.Zero, "readers of a new head");
        Assert.That(ColumnsOf(layer.AttentionOutput.Weight, 16..20), Is.All.Not.Zero, "readers of new values");
        Assert.That(Enumerable.Range(16, 4).Select(row => layer.QueryKeyValue.Weight.Gradient.RowSpan(row).ToArray().Any(value => value != 0)), Is.All.True, "new queries");
    }

    [Test]
    public void Extract_NewUnits_AreMadeAtTheSizeOfTheOthers()
    {
        var (teacher, student) = (TinyModels.CreateLively(seed: 1), TinyModels.Create(Wider(new LayerShape(2, 16, 128)), seed: 2));
        StudentInitialization.Extract.Apply(teacher, student);

        var weight = student.Encoder.Layers[1].Intermediate.Weight;

        Assert.That(RootMeanSquare(weight.ValueSpan[(64 * 32)..]), Is.EqualTo(RootMeanSquare(teacher.Encoder.Layers[1].Intermediate.Weight.ValueSpan)).Within(1e-5));
        Assert.That(student.Encoder.Layers[1].Output.Weight.Value.RowSpan(0)[64..].ToArray(), Is.All.Zero);
    }

    /// <remarks>Layer norms average over the new features too, so the outputs are not the teacher's: but much nearer than by chance.</remarks>
    [Test]
    public void Extract_MoreHiddenFeatures_StartsNearTheTeacher()
    {
        var teacher = TinyModels.CreateLively(seed: 1);
        var shape = TinyModels.Shape with { HiddenSize = 40, EmbeddingSize = 40 };
        var (student, other) = (TinyModels.Create(shape, seed: 2), TinyModels.Create(shape, seed: 2));

        var features = StudentInitialization.Extract.Apply(teacher, student)!;

        var (near, far) = (Starts.Difference(student, teacher), Starts.Difference(other, teacher));
        TestContext.Out.WriteLine($"{near:F3}, random {far:F3}");
        Assert.That(near, Is.LessThan(0.5 * far));
        Assert.That(features.Hidden, Is.EqualTo(Enumerable.Range(0, 40).Select(i => i < 32 ? i : UnitSelection.New)));
        Assert.That(ColumnsOfValues(student.Encoder.Layers[0].QueryKeyValue.Weight, 32..40), Is.All.Zero);
    }

    [Test]
    public void Distillation_MoreHiddenFeatures_ProjectsTheTeachersOnes()
    {
        var projection = new ProjectedStates("p", 3, 2, seed: 1, [1, 0, UnitSelection.New]).Projection;

        Assert.That(projection.ValueSpan.ToArray(), Is.EqualTo([0f, 1, 0, 1, 0, 0]));
    }

    [Test]
    public void Extract_MoreFeaturesOfALanguageModel_StartsNearTheTeacher()
    {
        var teacher = CreateLanguageModel(TinyModels.Shape, seed: 1);
        var shape = TinyModels.Shape with { HiddenSize = 36, EmbeddingSize = 36 };
        var (student, other) = (CreateLanguageModel(shape, seed: 2), CreateLanguageModel(shape, seed: 2));

        StudentInitialization.Extract.Apply(teacher, student);

        Assert.That(Starts.Difference(student, teacher), Is.LessThan(0.5 * Starts.Difference(other, teacher)));
        Assert.That(student.Head.Decoder!.Norm.Scale.ValueSpan[32..].ToArray(), Is.All.Zero);
    }

    [Test]
    public void Extract_NoTokenTypes_TakesAllTokensForTheFirst()
    {
        var (teacher, student) = (TinyModels.CreateLively(seed: 1), TinyModels.Create(TinyModels.Shape with { TokenTypes = 0 }, seed: 2));

        StudentInitialization.Extract.Apply(teacher, student);

        Assert.That(Starts.Difference(student, teacher), Is.LessThan(1e-5));
    }

    /// <remarks>All directions of the tables stay then.</remarks>
    [Test]
    public void Extract_WiderTables_GivesTheTeachersOutputs()
    {
        var (teacher, student) = (TinyModels.CreateLively(seed: 1), TinyModels.Create(TinyModels.Shape with { EmbeddingSize = 40 }, seed: 2));

        StudentInitialization.Extract.Apply(teacher, student);

        Assert.That(Starts.Difference(student, teacher), Is.LessThan(1e-5));
    }

    /// <remarks>Tables of rank 11, whose rows' features have the sum 0, fit into 12 features that have it too.</remarks>
    [Test]
    public void Extract_NarrowerTablesOfTheSameRank_GivesTheTeachersOutputs()
    {
        var (teacher, student) = (TinyModels.CreateLively(seed: 1), TinyModels.Create(TinyModels.Shape with { EmbeddingSize = 12 }, seed: 2));
        foreach (var table in teacher.Encoder.Embeddings.Tables)
        {
            LowerRank(table, rank: 11);
        }

        var features = StudentInitialization.Extract.Apply(teacher, student)!;

        Assert.That(Starts.Difference(student, teacher), Is.LessThan(1e-5));
        var way = new Parameter("way", 32, 12);
        features.EmbeddingProjection.CopyTo(way.ValueSpan);
        Assert.That(way.ValueSpan.ToArray(), Is.EqualTo(student.Encoder.Embeddings.Projection!.Weight.ValueSpan.ToArray()), "of a student as wide as its teacher");
        Assert.That(features.Embedding, Is.Null);
    }

    [Test]
    public void Extract_NarrowerTables_AreNearerThanChance()
    {
        var teacher = TinyModels.CreateLively(seed: 1);
        var (student, other) = (TinyModels.Create(TinyModels.Shape with { EmbeddingSize = 12 }, seed: 2), TinyModels.Create(TinyModels.Shape with { EmbeddingSize = 12 }, seed: 3));

        StudentInitialization.Extract.Apply(teacher, student);

        var (near, far) = (Deviation.Relative(EmbeddingsOf(student), EmbeddingsOf(teacher)), Deviation.Relative(EmbeddingsOf(other), EmbeddingsOf(teacher)));
        TestContext.Out.WriteLine($"embeddings {near:F3}, random {far:F3}");
        Assert.That(near, Is.LessThan(0.7 * far));
    }

    /// <remarks>The wide norm does not know the narrow one's deviation, so the embeddings are not the teacher's: but much nearer than by chance.</remarks>
    [Test]
    public void Extract_FactorizedTeacher_FoldsItsProjectionIntoTheTables()
    {
        var teacher = TinyModels.CreateLively(TinyModels.Shape with { EmbeddingSize = 16 }, seed: 1);
        var (student, other) = (TinyModels.Create(seed: 2), TinyModels.Create(seed: 2));

        var features = StudentInitialization.Extract.Apply(teacher, student)!;

        var (near, far) = (Deviation.Relative(EmbeddingsOf(student), EmbeddingsOf(teacher)), Deviation.Relative(EmbeddingsOf(other), EmbeddingsOf(teacher)));
        TestContext.Out.WriteLine($"embeddings {near:F3}, random {far:F3}; outputs {Starts.Difference(student, teacher):F3}, random {Starts.Difference(other, teacher):F3}");
        Assert.That(near, Is.LessThan(0.5 * far));
        Assert.That(Starts.Difference(student, teacher), Is.LessThan(0.5 * Starts.Difference(other, teacher)));
        Assert.That(features.Embedding, Is.Null);
    }

    /// <summary>Makes each row a sum of the same few vectors, all of whose features have the sum 0.</summary>
    private static void LowerRank(Parameter table, int rank)
    {
        var basis = Passes.Numbers(rank * table.Columns, seed: 7).Chunk(table.Columns).Select(vector => vector.Select(value => value - vector.Average()).ToArray()).ToArray();
        for (var row = 0; row < table.Rows; row++)
        {
            var factors = Passes.Numbers(rank, seed: row + table.Rows);
            for (var column = 0; column < table.Columns; column++)
            {
                table.Value.RowSpan(row)[column] = basis.Zip(factors, (vector, factor) => vector[column] * factor).Sum();
            }
        }
    }

    private static float[] EmbeddingsOf(TextModel model) =>
        model.Encoder.Embeddings.Forward(Passes.Inference(), TinyModels.Batch(TinyModels.Data(8)), DropoutRates.None).Output.ValueSpan.ToArray();

    private static BertShape Wider(LayerShape layer) => TinyModels.Shape with { Layers = [layer, layer] };

    private static TextModel CreateLanguageModel(BertShape shape, int seed) =>
        TextModelFactory.CreateRandom(shape, TinyModels.Tokenizer, [], TinyModels.MaxTokens, seed, HeadKind.MaskedLm);

    private static void RunBackward(TextModel model)
    {
        var data = TinyModels.Data(8);
        var tape = Passes.Training();
        var outputs = model.Forward(tape, TinyModels.Batch(data), DropoutRates.None, OutputNeeds.OnlyLogits);
        var gradient = outputs.Logits!.AddableGradient(tape.Buffers);
        for (var row = 0; row < gradient.Rows; row++)
        {
            gradient.RowSpan(row)[data.Labels[row]] = -1;
        }

        tape.Backward();
        tape.Clear();
    }

    private static float[] ColumnsOf(Parameter parameter, Range columns) =>
        [.. Enumerable.Range(0, parameter.Rows).SelectMany(row => parameter.Gradient.RowSpan(row)[columns].ToArray())];

    private static float[] ColumnsOfValues(Parameter parameter, Range columns) =>
        [.. Enumerable.Range(0, parameter.Rows).SelectMany(row => parameter.Value.RowSpan(row)[columns].ToArray())];

    private static double RootMeanSquare(ReadOnlySpan<float> values) => Math.Sqrt(values.ToArray().Average(value => (double)value * value));
}
