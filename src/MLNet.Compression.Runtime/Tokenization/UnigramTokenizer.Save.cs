using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression;

public sealed partial class UnigramTokenizer
{
    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">There are pieces that no text is split into.</exception>
    internal override void Save(string folder, ModelInput input)
    {
        if (!_model.Unused.IsEmpty)
        {
            throw new NotSupportedException(
                $"Texts are never split into piece {_model.Unused[0]}, \"{Vocabulary[_model.Unused[0]]}\", which a {BertTokenizer.TokenizerFile} cannot say: save the model as a compressed model.");
        }

        TokenizerConfigJson.WriteGeneral(Path.Combine(folder, BertTokenizer.ConfigurationFile), this, input);
        UnigramJson.Write(Path.Combine(folder, BertTokenizer.TokenizerFile), Vocabulary, Options, _model);
    }
}
