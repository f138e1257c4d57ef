using MLNet.Compression.Runtime.Tokenization.BytePairs;
using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression;

public sealed partial class BytePairTokenizer
{
    /// <inheritdoc/>
    internal override void Save(string folder, ModelInput input)
    {
        TokenizerConfigJson.WriteGeneral(Path.Combine(folder, BertTokenizer.ConfigurationFile), this, input);
        BytePairJson.Write(Path.Combine(folder, BertTokenizer.TokenizerFile), Vocabulary, (BytePairModel)Subwords);
    }
}
