using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Collects the values that become keys.</summary>
internal abstract class KeyMapBuilder
{
    public static KeyMapBuilder Create(PrimitiveDataViewType itemType, KeyMapOptions options) =>
        GenericFactory.Create<KeyMapBuilder>(typeof(KeyMapBuilder<>), itemType.RawType, itemType, options);

    /// <summary>An action that takes in the value of the row the cursor stands on.</summary>
    public abstract Action CreateReader(DataViewRow row, DataViewSchema.Column column);

    public abstract KeyMap ToMap();
}
