using System.Text;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Augmentation;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>A text file of word vectors.</summary>
internal sealed class WordVectorTarget(Workplace workplace) : FuzzTarget
{
    private const int Words = 40;
    private const int Width = 12;

    public override string Name => "word-vectors";

    public override IReadOnlyList<SeedFile> Seeds { get; } =
    [
        SeedFile.Whole(workplace.File("glove.txt"), FilePart.Text(Content(""))),
        SeedFile.Whole(workplace.File("fasttext.vec"), FilePart.Text(Content($"{Words} {Width}\n"))),
    ];

    public override Action Load(string path)
    {
        var vectors = WordVectorReader.Read(path, word => ReplaceableWords.IsWord(word), int.MaxValue, WorkerPool.Inline);
        return () => _ = vectors.Nearest(Word(3), most: 15);
    }

    private static string Word(int number) => $"word{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}";

    private static byte[] Content(string header)
    {
        var text = new StringBuilder(header);
        for (var word = 0; word < Words; word++)
        {
            text.Append(Word(word));
            for (var value = 0; value < Width; value++)
            {
                text.Append(FormattableString.Invariant($" {Math.Sin((word * Width) + value):0.#####}"));
            }

            text.Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
