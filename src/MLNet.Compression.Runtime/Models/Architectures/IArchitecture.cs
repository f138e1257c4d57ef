using System.Text.Json;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Models.Checkpoints;

namespace MLNet.Compression.Runtime.Models.Architectures;

/// <summary>How one architecture spells its configuration and its tensors' names in a Hugging Face folder.</summary>
internal interface IArchitecture
{
    /// <summary>Its "model_type".</summary>
    string ModelType { get; }

    /// <summary>What its classes' names in "architectures" start with.</summary>
    string ClassPrefix { get; }

    /// <summary>What its encoder tensors' names start with where a head stands on the encoder.</summary>
    string TensorPrefix { get; }

    /// <summary>The pooler of its sequence classifiers.</summary>
    PoolerKind Pooler { get; }

    /// <summary>The class of Hugging Face's tokenizers that makes its inputs of a WordPiece vocabulary.</summary>
    string TokenizerClass { get; }

    /// <summary>The id of the padding token, where positions are counted from it; null where it does not matter.</summary>
    int? PaddingId => null;

    /// <summary>A model of this architecture with its usual dropout; the head is left at its default.</summary>
    ModelSettings UsualSettings(BertShape shape);

    /// <summary>What a shape must be like so that <see cref="WriteSettings"/> can write it, beside what all architectures ask for.</summary>
    IEnumerable<Requirement> Requirements(BertShape shape);

    /// <summary>Shape and dropout; the head is left at its default.</summary>
    ModelSettings ReadSettings(JsonSettings config);

    /// <summary>Writes what <see cref="ReadSettings"/> reads.</summary>
    void WriteSettings(ModelSettings settings, Utf8JsonWriter json);

    /// <summary>Rows that a tensor has in a folder before those that the model uses.</summary>
    int UnusedRows(ExpectedTensor tensor) => 0;

    /// <summary>The module's name, with <see cref="TensorPrefix"/> for those of the encoder.</summary>
    string ModuleName(ExpectedTensor tensor, BertShape shape);
}
