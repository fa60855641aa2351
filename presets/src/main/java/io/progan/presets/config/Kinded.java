package io.progan.presets.config;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A group of the configuration that comes in several kinds, each with keys of its own. In JSON the
 * kind is the group's first key; when reading it has chosen the record already.
 */
@JsonPropertyOrder(Kinded.KEY)
@JsonIgnoreProperties(value = Kinded.KEY, allowGetters = true)
interface Kinded {

  /** The JSON key. */
  String KEY = "kind";

  /** The kind's name in JSON. */
  @JsonProperty(KEY)
  String kind();
}
