using System.Collections.Immutable;

namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>A static model as a Model2Vec folder holds it: a vector for each piece and a tokenizer, no classifier.</summary>
/// <param name="Tokenizer">The tokenizer; pieces that the folder's lacks and sequences need stand behind its own.</param>
/// <param name="Dimensions">Features of a vector.</param>
/// <param name="Vectors">[pieces x dimensions], the folder's weights of pieces multiplied in; 0 for pieces that the folder lacks.</param>
/// <param name="Notes">What the user should know, a sentence each.</param>
internal sealed record StaticCheckpoint(BertTokenizer Tokenizer, int Dimensions, float[] Vectors, ImmutableArray<string> Notes)
{
    /// <summary>The shape of a model of these vectors with a classifier right on their mean.</summary>
    public BertShape Shape => BertShape.Static(Tokenizer.Vocabulary.Count, Dimensions);

    /// <summary>Whether a folder's config.json names Model2Vec.</summary>
    public static bool IsIn(string folder) => StaticFolderReader.IsModel2Vec(folder);

    /// <summary>Reads config.json, model.safetensors and tokenizer.json.</summary>
    /// <param name="folder">A folder of MinishLab's model2vec.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="ModelFileException">A file is damaged, or has a tokenizer or numbers that this library has no counterpart for; the message names them.</exception>
    public static StaticCheckpoint Load(string folder) => new StaticFolderReader(folder).Read();
}
