using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Tests.Distilling.TwoVocabularies;

/// <summary>Small masked language models of two vocabularies: the teacher knows whole words, the student their first four letters and the rest.</summary>
internal static class TwoVocabularies
{
    public const int MaxTokens = 12;

    private static readonly string[] _pieces =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "yes", "no", "word", .. Enumerable.Range(0, 18).Select(i => $"##{(char)('a' + i)}")];

    /// <summary>The student's: of "worda" to "wordt" the last two are [UNK].</summary>
    public static BertTokenizer Tokenizer { get; } = new(Vocabulary.FromTokens(_pieces));

    /// <summary>The student's vocabulary beside that of <see cref="TinyModels"/>, which a teacher has.</summary>
    public static VocabularyPair Pair { get; } = new(Tokenizer, TinyModels.Tokenizer, TinyModels.Tokenizer.Vocabulary.Count) { StudentTokens = MaxTokens, TeacherTokens = TinyModels.MaxTokens };

    public static TextModel CreateStudent(int layers = 2, int hidden = 16, int heads = 2, int feedForward = 24, int seed = 3) =>
        TextModelFactory.CreateRandom(ShapeOf(layers, hidden, heads, feedForward), Tokenizer, [], MaxTokens, seed, HeadKind.MaskedLm);

    public static TextModel CreateTeacher(BertShape? shape = null, int seed = 4) =>
        TextModelFactory.CreateRandom(shape ?? TinyModels.Shape, TinyModels.Tokenizer, [], TinyModels.MaxTokens, seed, HeadKind.MaskedLm);

    /// <summary>A teacher as a recipe takes it: its rows are the second tokenization.</summary>
    public static ModelTeacher Teacher(int seed = 4) => new(CreateTeacher(seed: seed), tokenization: 1);

    /// <summary>Rows as student and teacher read them.</summary>
    public static TextRows Rows(int count, int seed = 3) => Rows([.. TinyModels.Texts(count, seed).Select(row => row.Text)]);

    public static TextRows Rows(params IReadOnlyList<string> texts)
    {
        var (own, others) = (new TextDataset(Tokenizer, MaxTokens), new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens));
        foreach (var text in texts)
        {
            own.Add(text.AsMemory(), null);
            others.Add(text.AsMemory(), null);
        }

        return new TextRows("training data", own, others);
    }

    private static BertShape ShapeOf(int layers, int hidden, int heads, int feedForward) =>
        BertShape.Uniform(_pieces.Length, layers, hidden, heads, feedForward) with { MaxPositions = 16 };
}
