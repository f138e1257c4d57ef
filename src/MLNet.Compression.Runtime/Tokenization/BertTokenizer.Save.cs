using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression;

public sealed partial class BertTokenizer
{
    /// <inheritdoc/>
    internal override void Save(string folder, ModelInput input)
    {
        Vocabulary.Save(Path.Combine(folder, VocabularyFile));
        TokenizerConfigJson.Write(Path.Combine(folder, ConfigurationFile), this, input);
        TokenizerJson.Write(Path.Combine(folder, TokenizerFile), this);
    }
}
