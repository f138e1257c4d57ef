using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression.Training.Tests.Initialization;

/// <summary>Starts as values, and those that take whole layers or another model.</summary>
public class StudentInitializationTests
{
    private static StudentInitialization[] AllDifferent() =>
    [
        StudentInitialization.Random,
        StudentInitialization.Extract,
        StudentInitialization.Extract with { Map = LayerMap.Last },
        StudentInitialization.ExtractRandom,
        StudentInitialization.ExtractImportant(),
        StudentInitialization.ExtractImportant(100),
        StudentInitialization.LayersOf(LayerMap.Alternate),
        StudentInitialization.LayersOf(LayerMap.Of(0, 2)),
        StudentInitialization.From(Encode(TinyModels.Create(seed: 1))),
        StudentInitialization.From(Encode(TinyModels.Create(seed: 2))),
        StudentInitialization.FromCheckpoint("a"),
        StudentInitialization.FromCheckpoint("b"),
        StudentInitialization.StaticVectors,
        StudentInitialization.StaticVectors with { Source = VectorSource.WordTable },
        StudentInitialization.StaticVectors with { Smoothing = 1e-3 },
        StudentInitialization.StaticVectors with { Smoothing = null },
        StudentInitialization.StaticVectors with { Frequencies = PieceFrequencies.Rows },
    ];

    [Test]
    public void Equals_MadeTwice_IsTrue()
    {
        var same = AllDifferent();
        Assert.That(AllDifferent(), Is.EqualTo(same));
        var same2 = AllDifferent().Select(start => start.GetHashCode());
        Assert.That(AllDifferent().Select(start => start.GetHashCode()), Is.EqualTo(same2));
        Assert.That(AllDifferent(), Is.Unique);
    }

    [Test]
    public void ToString_Start_SaysAllOfIt()
    {
        Assert.That(AllDifferent().Select(start => start.ToString()), Is.Unique.And.EqualTo(AllDifferent().Select(OptionValues.Text)));
        Assert.That(AllDifferent().Select(start => start.ToString()).Take(8), Is.EqualTo(
        [
            "Random", "Extract", "Extract with layers Last", "ExtractRandom", "ExtractImportant(512)", "ExtractImportant(100)",
            "LayersOf(Alternate)", "LayersOf(Of(0, 2))",
        ]));
        Assert.That(StudentInitialization.FromCheckpoint("folder").ToString(), Is.EqualTo("FromCheckpoint('folder')"));
        Assert.That(StudentInitialization.From(Encode(TinyModels.Create())).ToString(), Does.StartWith("From(model of 2 layers of 32 features, SHA-256 "));
    }

    [Test]
    public void ExtractImportant_NoRows_Throws()
    {
        var teacher = TinyModels.Create();
        var start = new StudentStart(teacher, TinyModels.Create(), null, new TrainingEnvironment(1));

        Assert.That(() => StudentInitialization.ExtractImportant(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => StudentInitialization.ExtractImportant().Apply(start), Throws.ArgumentException.With.Message.Contains("ExtractRandom"));
    }

    [Test]
    public void LayersOf_SameWidths_CopiesLayersEmbeddingsAndHead()
    {
        var teacher = TinyModels.CreateLively(TinyModels.ShapeOf(6, 32, 2, 64));
        var student = TinyModels.Create(TinyModels.ShapeOf(3, 32, 2, 64), seed: 2);

        StudentInitialization.LayersOf(LayerMap.Alternate).Apply(teacher, student);

        new ExtractedStudent(teacher, student).RequireConsistent(0, 3, 5);
    }

    [TestCase(16, 2, 64, "HiddenSize", "16", "32")]
    [TestCase(32, 4, 64, "Heads of student layer 0 and teacher layer 1", "4", "2")]
    [TestCase(32, 2, 48, "FeedForwardSize of student layer 0 and teacher layer 1", "48", "64")]
    public void LayersOf_OtherWidths_NamesThem(int hidden, int heads, int feedForward, string size, string student, string teacher)
    {
        var shape = TinyModels.ShapeOf(1, hidden, heads, feedForward);

        Assert.That(
            () => StudentInitialization.LayersOf(LayerMap.Uniform).Check(TinyModels.Shape, shape),
            Throws.ArgumentException.With.Message.Contains(size).And.Message.Contains($"the student has {student}, the teacher {teacher}").And.Message.Contains("Extract"));
        Assert.That(() => StudentInitialization.LayersOf(LayerMap.Uniform).Apply(TinyModels.Create(), TinyModels.Create(shape)), Throws.ArgumentException);
    }

    [Test]
    public void Check_MapThatLeavesOutALayer_Throws()
    {
        foreach (var map in new[] { LayerMap.Skip, LayerMap.OnlyLast })
        {
            Assert.That(
                () => (StudentInitialization.Extract with { Map = map }).Check(TinyModels.Shape, TinyModels.Shape),
                Throws.ArgumentException.With.Message.Contains(map.ToString()).And.Message.Contains("1 of the student's 2 layers").And.Message.Contains("Uniform"));
        }
    }

    [Test]
    public void Extract_NoTeacherThatIsAModel_LeavesTheStudentRandomAndSaysSo()
    {
        var (student, log) = (TinyModels.Create(seed: 2), new List<string>());

        var features = StudentInitialization.Extract.Apply(new StudentStart(null, student, null, new TrainingEnvironment(1) { Log = log.Add }));

        Assert.That(TinyModels.Weights(student), Is.EqualTo(TinyModels.Weights(TinyModels.Create(seed: 2))));
        Assert.That(features, Is.Null);
        Assert.That(log, Has.One.Contains("random weights").And.One.Contains("Extract"));
    }

    [Test]
    public void From_SameShape_TakesAllOfTheModelAndNothingOfTheTeacher()
    {
        var (model, student) = (TinyModels.CreateLively(seed: 5), TinyModels.Create(seed: 2));

        var features = StudentInitialization.From(Encode(model)).Apply(TinyModels.CreateLively(TinyModels.ShapeOf(3, 16, 2, 16), seed: 1), student);

        Assert.That(TinyModels.Weights(student), Is.EqualTo(TinyModels.Weights(model)));
        Assert.That(features, Is.Null);
    }

    [Test]
    public void From_WiderModel_TakesItsStrongestUnits()
    {
        var (model, student) = (TinyModels.CreateLively(TinyModels.ShapeOf(4, 32, 2, 64), seed: 5), TinyModels.Create(TinyModels.ShapeOf(2, 16, 2, 16), seed: 2));

        (StudentInitialization.From(Encode(model)) with { Map = LayerMap.Last }).Apply(TinyModels.Create(seed: 1), student);

        new ExtractedStudent(model, student).RequireConsistent(2, 3);
    }

    [Test]
    public void From_ClassesInAnotherOrder_AreMatchedByName()
    {
        var model = ClassOrder.Apply(TinyModels.CreateLively(seed: 5), [1, 0]);
        var student = TinyModels.Create(seed: 2);

        StudentInitialization.From(Encode(model)).Apply(TinyModels.Create(seed: 1), student);

        Assert.That(student.Head.Classifier!.Weight.Value.RowSpan(0).ToArray(), Is.EqualTo(model.Head.Classifier!.Weight.Value.RowSpan(1).ToArray()));
        Assert.That(student.Head.Classifier.Bias.ValueSpan.ToArray(), Is.EqualTo(model.Head.Classifier.Bias.ValueSpan.ToArray().Reverse()));
    }

    [Test]
    public void From_OtherClasses_LeavesTheHeadAsItWas()
    {
        var model = TextModelCopy.Of(TinyModels.CreateLively(seed: 5), ["a", "b"]);
        var (student, log) = (TinyModels.Create(seed: 2), new List<string>());
        var head = student.Head.Classifier!.Weight.ValueSpan.ToArray();

        StudentInitialization.From(Encode(model)).Apply(
            new StudentStart(TinyModels.Create(), student, null, new TrainingEnvironment(1) { Log = log.Add }));

        Assert.That(student.Head.Classifier.Weight.ValueSpan.ToArray(), Is.EqualTo(head));
        Assert.That(student.Encoder.Embeddings.Words.ValueSpan.ToArray(), Is.EqualTo(model.Encoder.Embeddings.Words.ValueSpan.ToArray()));
        Assert.That(log, Has.One.Contains("a new head").And.One.Contains("27 of 27 word embeddings"));
    }

    [Test]
    public void From_OtherVocabulary_MatchesPieces()
    {
        string[] pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "wordc", "new", "yes"];
        var model = TextModelFactory.CreateRandom(
            TinyModels.Shape with { VocabularySize = pieces.Length }, new BertTokenizer(Vocabulary.FromTokens(pieces)), ["without", "with"], TinyModels.MaxTokens, seed: 5);
        var student = TinyModels.Create(seed: 2);

        StudentInitialization.From(Encode(model)).Apply(TinyModels.Create(), student);

        var (from, to) = (model.Encoder.Embeddings.Words, student.Encoder.Embeddings.Words);
        foreach (var (piece, id) in pieces.Index().Where(piece => piece.Item != "new").Select(piece => (piece.Item, piece.Index)))
        {
            Assert.That(student.Tokenizer.Vocabulary.TryGetId(piece, out var row), piece);
            Assert.That(to.Value.RowSpan(row).ToArray(), Is.EqualTo(from.Value.RowSpan(id).ToArray()), piece);
        }
    }

    [Test]
    public void FromCheckpoint_SavedModel_EqualsFromTheModel()
    {
        var (model, teacher) = (TinyModels.CreateLively(seed: 5), TinyModels.Create(seed: 1));
        var (expected, student) = (TinyModels.Create(seed: 2), TinyModels.Create(seed: 2));
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Encode(model).ToCheckpoint().Save(folder, model.Tokenizer);
            StudentInitialization.From(Encode(model)).Apply(teacher, expected);
            StudentInitialization.FromCheckpoint(folder).Apply(teacher, student);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.That(TinyModels.Weights(student), Is.EqualTo(TinyModels.Weights(expected)));
        Assert.That(TinyModels.Weights(student), Is.EqualTo(TinyModels.Weights(model)));
    }

    [Test]
    public void FromCheckpoint_NoSuchFolder_IsRefusedBeforeWorkStarts() => Assert.That(
        () => StudentInitialization.FromCheckpoint("/no/such/folder").Check(TinyModels.Shape, TinyModels.Shape),
        Throws.InstanceOf<DirectoryNotFoundException>().With.Message.Contains("/no/such/folder").And.Message.Contains("config.json"));

    private static CompressedModel Encode(TextModel model) => CompressedModelEncoder.Encode(model, ValueFormat.Float32);
}
