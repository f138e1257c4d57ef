using System.Globalization;
using System.Security.Cryptography;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Takes what a fitted model has.</summary>
/// <param name="Model">The model.</param>
internal sealed record ModelStart(CompressedModel Model) : OtherModelStart
{
    private readonly Lazy<string> _hash = new(() => HashOf(Model));

    internal override string Name => string.Create(
        CultureInfo.InvariantCulture, $"From(model of {Model.Shape.Layers.Length} layers of {Model.Shape.HiddenSize} features, SHA-256 {_hash.Value})");

    public bool Equals(ModelStart? other) => other is not null && other.Map == Map && (ReferenceEquals(other.Model, Model) || other._hash.Value == _hash.Value);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_hash.Value);

    internal override void Check(BertShape? teacher, BertShape student) => CheckSource(Model.Shape, student);

    internal override TextModel Load(TextModel student)
    {
        var source = CompressedModelDecoder.Decode(Model);
        return ClassOrder.Find(source.Labels, student.Labels) is { } order ? ClassOrder.Apply(source, order) : source;
    }

    internal override Vocabulary ReadVocabulary() => Model.Vocabulary;

    private static string HashOf(CompressedModel model)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            model.Save(stream);
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }
}
