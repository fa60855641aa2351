package io.progan.presets.config;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;

/** Reads the keys of a map by resolution: plain decimal numbers, so that none has two spellings. */
final class ResolutionKey extends KeyDeserializer {

  @Override
  public Object deserializeKey(String key, DeserializationContext context) {
    if (!key.matches("[1-9][0-9]{0,8}")) {
      throw new ConfigException(
          key, "the key must be a resolution, a power of two from 4 to " + Check.MAX_RESOLUTION);
    }
    return Integer.valueOf(key);
  }
}
