package shop;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Service;

@Service
class Orders {
  private final StringRedisTemplate redis;

  Orders(StringRedisTemplate redis) {
    this.redis = redis;
  }

  void place(String order) {
    redis.opsForList().rightPush("orders", order);
  }

  long count() {
    Long size = redis.opsForList().size("orders");
    return size == null ? 0 : size;
  }
}
