using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression;

public sealed partial class UnigramTokenizer
{
    /// <inheritdoc/>
    internal override void Save(string folder, ModelInput input)
    {
        TokenizerConfigJson.WriteGeneral(Path.Combine(folder, BertTokenizer.ConfigurationFile), this, input);
        UnigramJson.Write(Path.Combine(folder, BertTokenizer.TokenizerFile), Vocabulary, Options, _model);
    }
}
