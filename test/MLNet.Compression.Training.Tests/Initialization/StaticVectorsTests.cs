using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Initialization;

/// <summary>What a static student starts from.</summary>
public class StaticVectorsTests
{
    private const int FirstPiece = 5;

    private static readonly TextModel _teacher = TinyModels.CreateLively();

    private static int Pieces => TinyModels.Tokenizer.Vocabulary.Count;

    [Test]
    public void Apply_AllDimensionsWithoutWeights_KeepsTheDistancesOfTheTeachersMeans()
    {
        var student = TinyModels.CreateStatic(32);

        (StudentInitialization.StaticVectors with { Smoothing = null }).Apply(_teacher, student);

        for (var piece = FirstPiece + 1; piece < Pieces; piece++)
        {
            Assert.That(Distance(VectorOf(student, piece - 1), VectorOf(student, piece)), Is.EqualTo(Distance(MeanOf(piece - 1), MeanOf(piece))).Within(1e-4));
        }
    }

    [Test]
    public void Apply_WordTable_KeepsTheDistancesOfItsRows()
    {
        var student = TinyModels.CreateStatic(32);

        (StudentInitialization.StaticVectors with { Source = VectorSource.WordTable, Smoothing = null }).Apply(_teacher, student);

        Assert.That(
            Distance(VectorOf(student, 8), VectorOf(student, 20)),
            Is.EqualTo(Distance(_teacher.Encoder.Embeddings.Words.Value.RowSpan(8).ToArray(), _teacher.Encoder.Embeddings.Words.Value.RowSpan(20).ToArray())).Within(1e-4));
    }

    /// <remarks>A vocabulary that the student learnt has words that its teacher splits.</remarks>
    [Test]
    public void Apply_PieceOfSeveralOfTheTeachers_IsWhatItMakesOfThemTogether()
    {
        string[] special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
        var teacher = ModelOf([.. special, "un", "##do", "yes"], TinyModels.Shape);
        var student = ModelOf([.. special, "yes", "undo"], TinyModels.StaticShape(32));
        var table = ModelOf([.. special, "yes", "undo"], TinyModels.StaticShape(32));

        (StudentInitialization.StaticVectors with { Smoothing = null }).Apply(teacher, student);
        (StudentInitialization.StaticVectors with { Smoothing = null, Source = VectorSource.WordTable }).Apply(teacher, table);

        Assert.That(Distance(VectorOf(student, 5), VectorOf(student, 6)), Is.EqualTo(Distance(MeanOf(teacher, 7), MeanOf(teacher, 5, 6))).Within(1e-4));
        float[] mean = [.. VectorOf(teacher, 5).Zip(VectorOf(teacher, 6), (a, b) => (a + b) / 2)];
        Assert.That(Distance(VectorOf(table, 5), VectorOf(table, 6)), Is.EqualTo(Distance(VectorOf(teacher, 7), mean)).Within(1e-4));
    }

    [Test]
    public void Apply_SpecialPieces_AreZeros()
    {
        var student = TinyModels.CreateStatic(8);

        StudentInitialization.StaticVectors.Apply(_teacher, student);

        Assert.That(Enumerable.Range(0, FirstPiece).SelectMany(piece => VectorOf(student, piece)), Is.All.Zero);
        Assert.That(Enumerable.Range(FirstPiece, Pieces - FirstPiece).Select(piece => VectorOf(student, piece)), Is.All.Some.Not.Zero);
    }

    [Test]
    public void Apply_ZipfsWeights_AreThoseOfTheVocabularysOrder()
    {
        const double A = 1e-2;
        var probabilities = Enumerable.Range(0, Pieces - FirstPiece).Select(rank => 1.0 / (rank + 2)).ToArray();

        AssertWeights(StudentInitialization.StaticVectors with { Smoothing = A }, [.. probabilities.Select(p => A / (A + (p / probabilities.Sum())))]);
    }

    [Test]
    public void Apply_CountedWeights_AreThoseOfTheRows()
    {
        const double A = 1e-3;
        var ids = TinyModels.Batch(TinyModels.Data(40)).Ids.ToArray();
        double all = ids.Count(id => id >= FirstPiece);

        AssertWeights(
            StudentInitialization.StaticVectors with { Smoothing = A, Frequencies = PieceFrequencies.Rows },
            [.. Enumerable.Range(FirstPiece, Pieces - FirstPiece).Select(piece => A / (A + (ids.Count(id => id == piece) / all)))]);
    }

    [Test]
    public void Apply_SeveralThreads_GivesTheSameBits()
    {
        var (one, three) = (TinyModels.CreateStatic(8), TinyModels.CreateStatic(8));

        StudentInitialization.StaticVectors.Apply(_teacher, one, threads: 1);
        StudentInitialization.StaticVectors.Apply(_teacher, three, threads: 3);

        Assert.That(TinyModels.Weights(three), Is.EqualTo(TinyModels.Weights(one)));
    }

    [Test]
    public void Apply_Cancelled_Throws()
    {
        var start = new StudentStart(_teacher, TinyModels.CreateStatic(8), null, new TrainingEnvironment(1, cancellationToken: new CancellationToken(canceled: true)));

        Assert.That(() => StudentInitialization.StaticVectors.Apply(start), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Apply_NoTeacherThatIsAModel_SaysThatTheStartIsRandom()
    {
        var (student, said) = (TinyModels.CreateStatic(8), new List<string>());
        var before = TinyModels.Weights(student);

        StudentInitialization.StaticVectors.Apply(new StudentStart(null, student, null, new TrainingEnvironment(1) { Log = said.Add }));

        Assert.That(said, Has.One.Contains("random vectors"));
        Assert.That(TinyModels.Weights(student), Is.EqualTo(before));
    }

    [Test]
    public void Apply_CountedWithoutRows_Throws() => Assert.That(
        () => (StudentInitialization.StaticVectors with { Frequencies = PieceFrequencies.Rows }).Apply(new StudentStart(_teacher, TinyModels.CreateStatic(8), null, new TrainingEnvironment(1))),
        Throws.ArgumentException.With.Message.Contains("Zipf"));

    [Test]
    public void Check_ModelsThatDoNotFit_NamesThem()
    {
        Assert.That(() => StudentInitialization.StaticVectors.Check(TinyModels.Shape, TinyModels.Shape), Throws.ArgumentException.With.Message.Contains("2 layers").And.Message.Contains("Extract"));
        Assert.That(
            () => StudentInitialization.StaticVectors.Check(TinyModels.Shape, TinyModels.StaticShape(33)),
            Throws.ArgumentException.With.Message.Contains("32 features").And.Message.Contains("33 dimensions").And.Message.Contains("Random"));
        Assert.That(() => StudentInitialization.StaticVectors with { Smoothing = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Check_LayersOfOrForAStaticModel_IsRefused()
    {
        Assert.That(
            () => StudentInitialization.LayersOf(LayerMap.Uniform).Check(TinyModels.Shape, TinyModels.StaticShape(8)),
            Throws.ArgumentException.With.Message.Contains("static student").And.Message.Contains("StaticVectors"));
        Assert.That(
            () => StudentInitialization.Extract.Check(TinyModels.StaticShape(8), TinyModels.Shape),
            Throws.ArgumentException.With.Message.Contains("is static").And.Message.Contains("Random"));
    }

    [Test]
    public void From_StaticModel_TakesVectorsAndHead()
    {
        var (source, student) = (TinyModels.CreateStatic(8, hidden: 6, seed: 4), TinyModels.CreateStatic(8, hidden: 6, seed: 5));

        StudentInitialization.From(CompressedModelEncoder.Encode(source, ValueFormat.Float32)).Apply(_teacher, student);

        Assert.That(TinyModels.Weights(student), Is.EqualTo(TinyModels.Weights(source)));
    }

    [Test]
    public void From_StaticModelOfOtherDimensions_NamesThem()
    {
        var start = StudentInitialization.From(CompressedModelEncoder.Encode(TinyModels.CreateStatic(8), ValueFormat.Float32));

        Assert.That(() => start.Check(null, TinyModels.StaticShape(6)), Throws.ArgumentException.With.Message.Contains("8 dimensions").And.Message.Contains("6"));
        Assert.That(() => start.Check(null, TinyModels.Shape), Throws.ArgumentException.With.Message.Contains("static"));
    }

    private static void AssertWeights(StudentInitialization start, double[] weights)
    {
        var (plain, weighed) = (TinyModels.CreateStatic(8), TinyModels.CreateStatic(8));
        (StudentInitialization.StaticVectors with { Smoothing = null }).Apply(_teacher, plain);
        start.Apply(_teacher, weighed);

        for (var piece = FirstPiece; piece < Pieces; piece++)
        {
            var weight = weights[piece - FirstPiece];
            Assert.That(VectorOf(weighed, piece), Is.EqualTo(VectorOf(plain, piece).Select(value => weight * value)).Within(1e-6), $"piece {piece}");
        }
    }

    private static float[] MeanOf(int piece) => MeanOf(_teacher, piece);

    /// <summary>The mean of the last states over [CLS] pieces [SEP], by the trainable model.</summary>
    private static float[] MeanOf(TextModel teacher, params int[] pieces)
    {
        var batch = new TokenBatch();
        int[] ids = [2, .. pieces, 3];
        batch.AddSequence(ids, new int[ids.Length]);
        var states = teacher.Forward(Passes.Inference(), batch, DropoutRates.None, OutputNeeds.Nothing with { HiddenStates = [1] }).HiddenStates[1]!;
        return [.. Enumerable.Range(0, 32).Select(feature => Enumerable.Range(0, ids.Length).Average(token => states.Value.RowSpan(token)[feature]))];
    }

    private static TextModel ModelOf(string[] pieces, BertShape shape)
    {
        var tokenizer = new BertTokenizer(Vocabulary.FromTokens(pieces));
        return TextModelFactory.CreateRandom(shape with { VocabularySize = pieces.Length }, tokenizer, ["without", "with"], TinyModels.MaxTokens, seed: 1);
    }

    private static float[] VectorOf(TextModel model, int piece) => model.Encoder.Embeddings.Words.Value.RowSpan(piece).ToArray();

    private static double Distance(float[] a, float[] b) => Math.Sqrt(a.Zip(b, (x, y) => Math.Pow(x - (double)y, 2)).Sum());
}
