using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Optimizers;
using MLNet.Compression.Training.Tests.Loop;

namespace MLNet.Compression.Training.Tests.Distilling.TwoVocabularies;

/// <summary>Some steps of a stage in which student and teacher learn together, on the same batches every time.</summary>
internal sealed class DualRun
{
    public const double WeightDecay = 0.1;
    private const int Rows = 4;

    /// <param name="stage">The stage.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="learningRate">The student's learning rate.</param>
    /// <param name="batchSize">Rows a batch; all rows are one step.</param>
    public DualRun(DistillationStage stage, int steps, double learningRate, int batchSize = Rows)
    {
        Student = CreateLively(TwoVocabularies.CreateStudent(hidden: 4, feedForward: 6), 1);
        Teacher = CreateLively(VocabularyTransfer.Extend(
            TwoVocabularies.CreateTeacher(TinyModels.ShapeOf(layers: 2, hidden: 8, heads: 2, feedForward: 10)), TwoVocabularies.Tokenizer, Student.Shape.VocabularySize), 2);
        var teacher = new ModelTeacher(Teacher, tokenization: 1);
        var objective = new Objective(stage.Losses.SelectMany(loss => loss.Terms(new LossSetting(Student, [teacher], null, Seed: 1) { TeacherLearns = true })));
        Projections = [.. objective.Parameters];
        var plan = new TrainingPlan
        {
            Stage = "test",
            Student = Student,
            LearningTeachers = [new LearningTeacher(teacher, stage.TeacherLearns!.RateFactor)],
            Source = new FixedBatches(BatchesOf(batchSize)),
            Objective = objective,
            LearningRate = learningRate,
            Epochs = steps,
            Dropout = DropoutRates.None,
            MaximumGradientNorm = 1e9,
            Optimizer = new AdamWOptions { WeightDecay = WeightDecay },
        };
        var environment = new TrainingEnvironment(1, 2, new DirectProgress(report => (Loss, Terms) = (report.Loss, report.Terms)));
        new TrainingLoop(plan, environment).Run();
        Assert.That(environment.Buffers.BytesInUse, Is.Zero);
    }

    public TextModel Student { get; }

    public TextModel Teacher { get; }

    public IReadOnlyList<Parameter> Projections { get; }

    public double Loss { get; private set; }

    public IReadOnlyList<KeyValuePair<string, double>> Terms { get; private set; } = [];

    /// <summary>What student and teacher see.</summary>
    public static (HiddenRow[] Student, HiddenRow[] Teacher) Hidden
    {
        get
        {
            var batch = BatchesOf(Rows).Single();
            return (HiddenRow.Of(batch.Tokens, batch.Targets.TokenLabels.ToArray()), HiddenRow.Of(batch.TokensOf(1), batch.TargetsOf(1).TokenLabels.ToArray()));
        }
    }

    /// <summary>The rows with hidden tokens, the same however they are split into batches.</summary>
    private static TrainingBatch[] BatchesOf(int size)
    {
        var whole = new TrainingBatch();
        whole.Fill(TwoVocabularies.Rows(Rows), [.. Enumerable.Range(0, Rows)], seed: 5, withTargets: false);
        new MixedSplitting(TwoVocabularies.Pair, share: 0.5).Apply(whole);
        var (own, others) = (Maskable(TwoVocabularies.Tokenizer), Maskable(TinyModels.Tokenizer));
        var masking = new Masking { Share = 0.4 };
        new DynamicMasking(own, masking).Apply(whole);
        new DynamicMasking(new JoinedMaskablePieces(others, own, TwoVocabularies.Pair.Start), masking, tokenization: 1).Apply(whole);
        return [.. Enumerable.Range(0, Rows).Chunk(size).Select(rows => Part(whole, rows))];
    }

    private static TrainingBatch Part(TrainingBatch whole, int[] rows)
    {
        var part = new TrainingBatch();
        part.Fill(TwoVocabularies.Rows(Rows), rows, seed: 5, withTargets: false);
        for (var tokenization = 0; tokenization < 2; tokenization++)
        {
            var (from, to, labels) = (whole.TokensOf(tokenization), part.TokensOf(tokenization), new List<int>());
            to.Clear();
            foreach (var row in rows)
            {
                var range = from.SequenceStarts[row]..from.SequenceStarts[row + 1];
                to.AddTokens(from.Ids[range], tokenType: 0);
                to.EndSequence();
                labels.AddRange(whole.TargetsOf(tokenization).TokenLabels[range]);
            }

            part.SetTargets(tokenization, new TokenTargets([.. labels]));
        }

        return part;
    }

    private static MaskablePieces Maskable(BertTokenizer tokenizer) => new(tokenizer.Vocabulary, new long[tokenizer.Vocabulary.Count], smoothing: 0);

    /// <summary>Weights large enough for every one to matter.</summary>
    private static TextModel CreateLively(TextModel model, int seed)
    {
        foreach (var parameter in model.Parameters)
        {
            var noise = Autograd.Passes.Numbers((int)parameter.Count, seed);
            for (var i = 0; i < noise.Length; i++)
            {
                parameter.ValueSpan[i] += 0.1f * noise[i];
            }
        }

        return model;
    }

    private sealed class FixedBatches(IReadOnlyList<TrainingBatch> batches) : BatchSource
    {
        public override IReadOnlyList<TextRows> Sets => [TwoVocabularies.Rows(Rows)];

        public override long StepsPerEpoch => 1;

        public override int RowsPerStep => Rows;

        public override int BatchesPerStep => batches.Count;

        public override IReadOnlyList<TrainingBatch> Step(long step, ulong seed) => batches;
    }
}
