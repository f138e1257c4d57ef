using System.Text;
using MLNet.Compression.Runtime.Tokenization.BytePairs;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>What the files of a folder say of its byte-level BPE tokenizer.</summary>
/// <param name="Parts">Pieces, options and special tokens.</param>
/// <param name="AddsSpace">Whether a text gets a space before it.</param>
/// <param name="Template">What stands around texts.</param>
/// <param name="Merges">The texts of the two pieces of each merge.</param>
internal sealed record BytePairParts(TokenizerParts Parts, bool AddsSpace, SequenceTemplate Template, IReadOnlyList<(string Left, string Right)> Merges)
{
    /// <exception cref="ModelFileException">The parts do not fit each other.</exception>
    public BytePairTokenizer ToTokenizer()
    {
        var vocabulary = Parts.ToVocabulary();
        var ids = new int[2 * Merges.Count];
        for (var rank = 0; rank < Merges.Count; rank++)
        {
            ids[2 * rank] = IdOf(Merges[rank].Left, rank);
            ids[(2 * rank) + 1] = IdOf(Merges[rank].Right, rank);
        }

        try
        {
            return new BytePairTokenizer(vocabulary, Parts.Options, new BytePairModel(vocabulary, [.. ids], AddsSpace, Template));
        }
        catch (ArgumentException exception)
        {
            throw new ModelFileException(Parts.File, "merges", "a byte-level BPE vocabulary, and merges of its pieces", exception.Message, innerException: exception);
        }
    }

    private int IdOf(string piece, int rank) => Parts.Index.Find(Encoding.UTF8.GetBytes(piece)) is >= 0 and int id
        ? id
        : throw new ModelFileException(Parts.File, $"merge {rank}", "two pieces of the vocabulary", $"'{piece}', which is none");
}
