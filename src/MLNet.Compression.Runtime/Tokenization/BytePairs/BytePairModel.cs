using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.BytePairs;

/// <summary>Byte-level byte-pair encoding (Sennrich et al. 2016, Radford et al. 2019): which pairs of pieces become one, in their order.</summary>
internal sealed class BytePairModel : SubwordModel
{
    private readonly SequenceTemplate _template;

    /// <param name="vocabulary">The pieces.</param>
    /// <param name="merges">The ids of the two pieces of each merge, one after another; the first merge comes first.</param>
    /// <param name="addsSpace">Whether a text gets a space before it that has none.</param>
    /// <param name="template">What stands around texts.</param>
    /// <exception cref="ArgumentException">A byte has no piece, or what a merge makes is none, or a merge or a piece is there twice.</exception>
    public BytePairModel(Vocabulary vocabulary, ImmutableArray<int> merges, bool addsSpace, SequenceTemplate template)
    {
        RequireUnique(vocabulary);
        (Merges, AddsSpace, _template) = (merges, addsSpace, template);
        Table = new MergeTable(vocabulary, merges.AsSpan());
    }

    /// <summary>The kind, in files.</summary>
    public const string Kind = "byte-level-bpe";

    /// <summary>Memory that a merge takes when a tokenizer is made.</summary>
    private const int BytesOfMerge = 64;

    /// <inheritdoc/>
    public override string Name => Kind;

    /// <inheritdoc/>
    public override string? UsualModelType(Vocabulary vocabulary) => _template.UsualModelType("roberta", vocabulary);

    /// <inheritdoc/>
    public override bool Normalizes => false;

    /// <inheritdoc/>
    public override SequenceTemplate Template => _template;

    /// <summary>The ids of the two pieces of each merge, one after another.</summary>
    public ImmutableArray<int> Merges { get; }

    /// <summary>Finds merges.</summary>
    public MergeTable Table { get; }

    /// <summary>Whether a text gets a space before it that has none.</summary>
    public bool AddsSpace { get; }

    /// <inheritdoc/>
    public override void Check(Vocabulary vocabulary, TokenizerOptions options)
    {
        if (options with { TruncateLeft = false, RecognizeSpecialTokens = false } != Unchanged)
        {
            throw new ArgumentException($"A byte-level BPE tokenizer changes no text, but the options are {options}: leave TruncateLeft and RecognizeSpecialTokens as the only ones that are set.", nameof(options));
        }
    }

    /// <inheritdoc/>
    public override TextTokenizer CreateTokenizer(Vocabulary vocabulary, TokenizerOptions options) => new BytePairTokenizer(vocabulary, options, this);

    /// <inheritdoc/>
    public override bool IsLike(SubwordModel other) =>
        other is BytePairModel model && model.AddsSpace == AddsSpace && model._template == _template && model.Merges.AsSpan().SequenceEqual(Merges.AsSpan());

    /// <inheritdoc/>
    public override void Write(ModelWriter writer)
    {
        _template.Write(writer);
        writer.WriteInt32(AddsSpace ? 1 : 0);
        writer.WriteInt32(Merges.Length / 2);
        foreach (var id in Merges)
        {
            writer.WriteInt32(id);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static BytePairModel Read(ModelReader reader, Vocabulary vocabulary)
    {
        var template = SequenceTemplate.Read(reader);
        var addsSpace = reader.ReadFlag("whether a space is put before texts");
        var count = reader.ReadInt32("the number of merges", 0, (int)Math.Min(reader.Remaining / (2 * sizeof(int)), int.MaxValue / 2));
        reader.Spend((long)count * BytesOfMerge, "merges");
        var merges = new int[2 * count];
        for (var i = 0; i < merges.Length; i++)
        {
            merges[i] = reader.ReadInt32("a piece of a merge", 0, vocabulary.Pieces.Count - 1);
        }

        try
        {
            return new BytePairModel(vocabulary, ImmutableCollectionsMarshal.AsImmutableArray(merges), addsSpace, template);
        }
        catch (ArgumentException e)
        {
            throw reader.Error("merges of the vocabulary's pieces", e.Message, cause: e);
        }
    }
}
