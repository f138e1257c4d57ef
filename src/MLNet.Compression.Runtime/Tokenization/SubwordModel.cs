using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>What a kind of tokenizer needs beside its vocabulary and options to split words into pieces.</summary>
internal abstract class SubwordModel
{
    /// <summary>Options of a tokenizer that changes no text.</summary>
    public static TokenizerOptions Unchanged { get; } = new() { CleanText = false, SplitCjk = false, LowerCase = false };

    /// <summary>The kind, in files and messages.</summary>
    public abstract string Name { get; }

    /// <summary>What stands around the texts of a sequence.</summary>
    public virtual SequenceTemplate Template => SequenceTemplate.Bert;

    /// <summary>Whether text is changed before it is split, so that added tokens may be looked for in what it becomes.</summary>
    public virtual bool Normalizes => true;

    /// <summary>The architecture, as Hugging Face names it, whose models usually have such a tokenizer; null for BERT's.</summary>
    public virtual string? UsualModelType(Vocabulary vocabulary) => null;

    /// <summary>Refuses a vocabulary or options that the kind cannot honour.</summary>
    /// <exception cref="ArgumentException">They do not fit; the message says why.</exception>
    public virtual void Check(Vocabulary vocabulary, TokenizerOptions options)
    {
    }

    /// <summary>A tokenizer of this kind.</summary>
    /// <exception cref="ArgumentException">Vocabulary or options do not fit.</exception>
    public abstract TextTokenizer CreateTokenizer(Vocabulary vocabulary, TokenizerOptions options);

    /// <summary>Whether it splits words of the same vocabulary like another one.</summary>
    public abstract bool IsLike(SubwordModel other);

    /// <exception cref="ArgumentException">A piece is there twice.</exception>
    protected static void RequireUnique(Vocabulary vocabulary)
    {
        if (vocabulary.Repeated is ({ } first, { } second))
        {
            throw new ArgumentException($"Piece {second}, \"{vocabulary.Pieces.Decode(second)}\", is piece {first} already, and each may be there once.", nameof(vocabulary));
        }
    }

    /// <summary>Writes itself into a model file.</summary>
    public virtual void Write(ModelWriter writer)
    {
    }
}
